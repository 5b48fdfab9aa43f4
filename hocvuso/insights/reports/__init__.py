"""Official reports: facts counted, words drafted and edited, one document, three kinds of file."""
