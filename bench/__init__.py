"""Speed, as ratios against a floor measured in the same run, because machines differ and ratios travel."""
