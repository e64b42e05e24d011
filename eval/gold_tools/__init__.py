"""The gold set: labels of two separate annotations, how far they agree, the settled files.

`python -m eval.gold_tools check` validates `eval/gold/*.json`, `agree` compares the two
annotations, and `build` makes a gold file from the label files of one report. How to label is told
in `eval/GUIDELINES.md`.
"""
