"""How good a scan is: grades with a name, as data."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Scanner:
    """What paper and scanner do to a page; the default does nothing but take its picture.

    `skew` is in degrees, `blur` in points, `grain` in grey steps, `specks` and the following are shares: of spoilt
    pixels; of the darkness that ink keeps; of the light that paper gives back; of the darkness of the other side of
    the leaf that shows through; of the light lost in a fold and along the edges of the sheet. `turn` counts quarter
    turns to the right; `stamped` says whether the first page bears a stamp of receipt.
    """

    dpi: int = 200
    skew: float = 0.0
    blur: float = 0.0
    grain: float = 0.0
    specks: float = 0.0
    contrast: float = 1.0
    paper: float = 1.0
    bleed: float = 0.0
    shadow: float = 0.0
    quality: int = 80
    grey: bool = False
    bilevel: bool = False
    stamped: bool = False
    turn: int = 0
    seed: int = 0

    def lean(self, number: int) -> float:
        """Give the degrees against the clock by which a page lies aslant, to one side and the other in turn."""
        share = Random(f"lean {self.seed} {number}").uniform(0.7, 1.0)
        return self.skew * share * (1 if number % 2 else -1)


SCANNERS = {
    "clean": Scanner(),
    "light": Scanner(skew=0.8, blur=0.2, grain=7.0, contrast=0.95, paper=0.97, quality=60),
    "heavy": Scanner(
        skew=1.7,
        blur=0.4,
        grain=14.0,
        specks=0.0004,
        contrast=0.65,
        paper=0.9,
        bleed=0.08,
        shadow=0.2,
        quality=40,
        grey=True,
        stamped=True,
    ),
    "faint": Scanner(skew=0.5, blur=0.25, grain=8.0, contrast=0.4, paper=0.82, quality=50, grey=True),
    "fine": Scanner(dpi=300, skew=0.8, blur=0.2, grain=7.0, contrast=0.95, paper=0.97, quality=60),
    "screen": Scanner(dpi=150, skew=0.4, blur=0.2, grain=5.0, contrast=0.95, paper=0.97, quality=60),
    "coarse": Scanner(dpi=100, skew=0.4, blur=0.2, grain=4.0, contrast=0.95, paper=0.97, quality=70),
    "fax": Scanner(skew=0.5, blur=0.3, grain=20.0, specks=0.001, contrast=0.9, grey=True, bilevel=True),
}
