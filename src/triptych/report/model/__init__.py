"""What a page is made of, whatever it is written as; imports no view."""
