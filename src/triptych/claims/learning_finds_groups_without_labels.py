"""Without labels, clustering sees groups that nobody wrote down."""

from triptych.claim import Claim, Margin, Scope

CLAIM = Claim(
    number=5,
    sentence="Without labels, learning finds groups that rule writers miss.",
    because=(
        "What unsupervised learning is sold for. Truth is the known classes, agreement is "
        "adjusted mutual information (Vinh, Epps and Bailey, JMLR 11, 2010)."
    ),
    quantifier="most",
    tasks=Scope(),
    study="unsupervised",
    measure="adjusted mutual information",
    first="rules",
    rivals=("classical:ward", "deep:contrastive"),
    relation="behind",
    margins=(Margin(value=0.05, unit="adjusted mutual information"),),
    null=(
        "The groups a rule writer named are behind neither Ward's clusters of the table nor "
        "k-means clusters of contrastive embeddings by 0.05 of adjusted mutual information or "
        "more, all told the number of clusters."
    ),
)
