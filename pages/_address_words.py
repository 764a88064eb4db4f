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
WAY_WORDS = {
    "nearest": "lahimmat",
    "size": "koko",
    "grouping": "kuntaryhma",
    "language": "kielisuhde",
    "neighbours": "naapurit",
}
VARIABLE_WORDS = {
    "population": "vakiluku",
    "density": "tiheys",
    "under_15": "alle15",
    "over_64": "yli64",
    "tertiary": "korkeakoulutetut",
    "primary_jobs": "alkutuotanto",
    "urbanisation": "taajama",
    "swedish": "ruotsinkieliset",
}
SEX_WORDS: dict[Sex, str] = {"total": "yhteensa", "female": "naiset", "male": "miehet"}
