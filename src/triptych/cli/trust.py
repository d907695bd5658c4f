"""`triptych trust`: accept the fitted contenders of a run that somebody else made."""

from typing import Annotated

import typer

from triptych.cli.options import DEFAULT_RESULTS, Results
from triptych.cli.terminal import console
from triptych.errors import StoreError
from triptych.report.words.number import counted


def trust(
    run: Annotated[str, typer.Argument(metavar="RUN", help="The run's folder in the results.")],
    results: Results = DEFAULT_RESULTS,
) -> None:
    """Sign the fitted contenders of a run, so that explain, bench and walk load them.

    Loading them runs code that came with the folder: trust only who made it. Ends with exit code 3
    where a file is not what the run recorded; such a one is not signed.
    """
    from triptych.results.fitted import recorded_content
    from triptych.results.run import Run
    from triptych.results.store import Store

    found = Run.open(results / run)
    kept = [record for record in found.records if record.artefact is not None]
    place, refused = console.talk(), 0
    with Store(found.folder) as store:
        for record in kept:
            try:
                store.sign(record.key, recorded_content(found.folder, record))
            except StoreError as error:
                refused += 1
                console.print_hanging(place, "  not signed: ", str(error), indent=4)
    signed = counted(len(kept) - refused, "fitted contender")
    console.data().print(f"signed {signed} of {results / found.name}", soft_wrap=True)
    if refused:
        raise typer.Exit(3)
