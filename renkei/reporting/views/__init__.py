"""Pages of the programme, the papers and the year's report."""
