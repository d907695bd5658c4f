"""Why rules decide as they do: reasons with proof, and nearest changes."""
