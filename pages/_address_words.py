"""What the choices are called in the address: Finnish without its dots, the same for every language."""

from hvk_data.figures import Sex

AGAINST_WORDS = {
    "region": "alue",
    "county": "hyvinvointialue",
    "maakunta": "maakunta",
    "subregion": "seutukunta",
    "country": "maa",
    "median_region": "mediaani-alue",
    "median_country": "mediaani-maa",
}
KIND_WORDS = {
    "strength": "vahvuus",
    "concern": "huoli",
    "improving": "parempaan",
    "worsening": "huonompaan",
    "gap": "sukupuolet",
}
SIDE_WORDS = {"region": "alue", "country": "maa", "similar": "samankaltaiset"}
SEX_WORDS: dict[Sex, str] = {"total": "yhteensa", "female": "naiset", "male": "miehet"}
