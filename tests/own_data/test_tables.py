"""Tables in every form people have them: the same cells, whatever file they come in."""

import datetime
import decimal
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from own_data.conftest import tickets
from triptych.dataset import Dataset
from triptych.errors import TriptychError, UsageError
from triptych.own_data import Wishes, read

TEAM = Wishes(target="team")


def lines_of(own, level=None):
    """The findings of a level, as they are shown."""
    return [f.line for f in own.findings if level in (None, f.level)]


def text_of(own):
    return "\n".join([*own.described, *lines_of(own)])


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_separator_and_encoding_are_found(csv_of, separator, encoding):
    """The same table comes out of every file."""
    frame = tickets().assign(kind=lambda t: t["kind"].replace("money", "Gebühr, größer"))
    own = read(csv_of(frame, sep=separator, encoding=encoding), TEAM)

    assert own.category_columns == ("kind",)
    assert own.number_columns == ("age",)
    assert set(own.dataset.raw["kind"]) == {"hardware", "Gebühr, größer", "access"}
    assert own.dataset.classes == ("billing", "desk", "field")


def test_every_kind_of_file_gives_the_same_items(csv_of, tmp_path):
    """CSV, Parquet, JSON lines, an array of objects and a DataFrame agree."""
    frame = tickets()
    frame.to_parquet(tmp_path / "t.parquet")
    frame.to_json(tmp_path / "t.jsonl", orient="records", lines=True)
    frame.to_json(tmp_path / "t.json", orient="records")
    sources = [csv_of(frame), *(tmp_path / f"t.{e}" for e in ("parquet", "jsonl", "json")), frame]

    prints = {read(source, TEAM).dataset.fingerprint for source in sources}

    assert len(prints) == 1


def test_excel_without_its_library_says_what_to_install(tmp_path, monkeypatch):
    """Nothing else needs that library; CSV is the other way out."""
    (tmp_path / "t.xlsx").write_bytes(b"PK\x03\x04")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setattr("triptych.own_data.files.tables.find_spec", lambda name: None)
    with pytest.raises(UsageError, match="pip install openpyxl"):
        read(tmp_path / "t.xlsx", TEAM)


def test_excel_is_read_where_its_library_is(tmp_path):
    """The first sheet, with its header."""
    pytest.importorskip("openpyxl")
    tickets().to_excel(tmp_path / "t.xlsx", index=False)

    own = read(tmp_path / "t.xlsx", TEAM)

    assert own.dataset.raw.shape == (300, 2)


def test_what_was_understood_is_one_line(csv_of):
    """Rows, encoding, separator, columns, target: as a terminal shows it."""
    (line,) = read(csv_of(tickets()), TEAM).described

    assert line.startswith("tickets.csv: 300 rows, UTF-8, comma; columns: 1 of numbers, 1 of words")
    assert "target `team`: 3 classes (" in line


def test_a_file_without_a_header_is_noticed(csv_of):
    """Columns get numbers, and the way to name them is said."""
    path = csv_of(tickets(), header=False)
    own = read(path, Wishes(target="column 3"))
    assert len(own.dataset) == 300
    assert any("No header" in line and "--names" in line for line in lines_of(own))

    named = read(path, Wishes(target="team", names=("kind", "age", "team")))
    assert list(named.dataset.raw.columns) == ["kind", "age"]
    with pytest.raises(UsageError, match="2 names for 3 columns"):
        read(path, Wishes(target="team", names=("kind", "team")))


def test_years_in_a_row_are_a_header(csv_of):
    """As tables of countries have them."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame(random.normal(size=(60, 4)), columns=["2019", "2020", "2021", "2022"])
    own = read(csv_of(frame.assign(country=["north", "south"] * 30)), Wishes(target="country"))

    assert list(own.dataset.raw.columns) == ["2019", "2020", "2021", "2022"]


def test_any_bytes_are_a_table_or_a_clear_error(bytes_of):
    """A file that was damaged anywhere ends in a dataset or in one sentence."""
    content = tickets().assign(said="one, two\n\u00e9").to_csv(index=False).encode()
    random = np.random.default_rng(0)
    for _ in range(60):
        damaged = bytearray(content[: random.integers(len(content))])
        for place in random.integers(0, max(len(damaged), 1), random.integers(0, 40)):
            damaged[place : place + 1] = random.bytes(random.integers(0, 3))
        try:
            own = read(bytes_of(bytes(damaged)), TEAM)
        except TriptychError as error:
            assert "\n" not in str(error)  # noqa: PT017  both outcomes are right
        else:
            assert len(own.dataset) >= 15


def test_quotation_marks_that_enclose_nothing_belong_to_the_text(bytes_of):
    """As in chat messages; a lone one does not swallow the rows below it."""
    lines = [f'team {n % 2}\tsay "hi" to {n} "of them and more' for n in range(60)]
    own = read(bytes_of("\n".join(["team\tsaid", *lines]).encode()), TEAM)

    assert len(own.dataset) == 60
    assert own.dataset.raw[0] == 'say "hi" to 0 "of them and more'


def test_cells_with_separators_and_line_breaks_stay_whole(csv_of):
    """What is quoted is one cell."""
    said = [f"first, second\nthird {number} and more" for number in range(60)]
    own = read(csv_of(pd.DataFrame({"said": said, "team": ["a", "b"] * 30})), TEAM)

    assert own.dataset.raw.tolist() == said


def test_lines_above_the_table_are_skipped(bytes_of):
    """A title is no header."""
    rows = "\n".join(f"{n}.5,{'desk' if n % 3 else 'field'}" for n in range(60))
    own = read(bytes_of(f"Tickets of March\n\nage,team\n{rows}".encode()), TEAM)

    assert len(own.dataset) == 60
    assert any("Above the table: `Tickets of March`" in line for line in lines_of(own))


def test_a_few_lines_of_another_length_are_left_out(bytes_of):
    """One in a thousand is an accident: it is named, and the rest is read."""
    lines = [f"{n % 37},{n}.5,{'desk' if n % 3 else 'field'}" for n in range(600)]
    lines[400] = "1,2,3,desk"
    own = read(bytes_of("\n".join(["hour,age,team", *lines]).encode()), TEAM)

    assert len(own.dataset) == 599
    assert any("line 402 has 4 cells, the first 3" in line for line in lines_of(own, "warning"))


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        pytest.param(["1.5", "-2", "3e2"], [1.5, -2, 300], id="plain"),
        pytest.param(["1,5", "2,25", "-3,0"], [1.5, 2.25, -3], id="decimal comma"),
        pytest.param(["1.234,50", "12,00", "2.000.000,1"], [1234.5, 12, 2e6 + 0.1], id="German"),
        pytest.param(["1,234", "22,000", "3"], [1234, 22000, 3], id="thousands"),
        pytest.param(["$1,200.50", "$3", "-$7"], [1200.5, 3, -7], id="dollars"),
        pytest.param(["12 %", "7%", "0.5 %"], [12, 7, 0.5], id="percent"),
        pytest.param(["08:30", "23:45", "00:15"], [8.5, 23.75, 0.25], id="times of day"),
        pytest.param(["True", "false", "TRUE"], [1, 0, 1], id="truths"),
        pytest.param(["1", "?", "3"], [1, np.nan, 3], id="a question mark"),
        pytest.param(["1", "-", "n/a"], [1, np.nan, np.nan], id="other gaps"),
    ],
)
def test_numbers_are_read_as_people_write_them(csv_of, cells, numbers):
    """Commas, thousands, currencies, percent, times of day, truths and gaps."""
    own = read(csv_of(_with_column(cells)), TEAM)

    assert own.number_columns == ("age", "cell")
    np.testing.assert_allclose(own.dataset.raw["cell"].to_numpy()[:3], numbers)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["007", "0123", "0999"], id="codes with zeros"),
        pytest.param(["A1", "B2", "C3"], id="codes"),
        pytest.param(["None", "some", "all"], id="None as a word"),
        pytest.param(["1.2.3", "2.0.0", "3.1.4"], id="versions"),
    ],
)
def test_words_that_look_like_numbers_stay_words(csv_of, cells):
    """A number would lose what they say."""
    own = read(csv_of(_with_column(cells)), TEAM)

    assert "cell" in own.category_columns


@pytest.mark.parametrize(
    ("cells", "month", "in_doubt"),
    [
        pytest.param(["2026-03-01", "2026-11-30"], [3, 11], False, id="ISO"),
        pytest.param(["2026-03-01T12:00:00Z", "2026-11-30T09:00:00Z"], [3, 11], False, id="zone"),
        pytest.param(["13.03.2026", "01.11.2026"], [3, 11], False, id="German"),
        pytest.param(["03/13/2026", "11/01/2026"], [3, 11], False, id="American"),
        pytest.param(["03/04/2026", "11/01/2026"], [3, 11], True, id="day or month"),
        pytest.param(["2-Mar-26", "19-Nov-26"], [3, 11], False, id="years of two digits"),
        pytest.param(["1 Mar 2026", "30 Nov 2026"], [3, 11], False, id="names of months"),
    ],
)
def test_dates_become_numbers(csv_of, cells, month, in_doubt):
    """Day, month, weekday and hour, as far as they vary; a doubt is a question."""
    own = read(csv_of(_with_column(cells)), TEAM)

    assert own.dataset.raw["cell month"].tolist()[:2] == month
    assert {"cell day", "cell weekday"} <= set(own.number_columns)
    assert in_doubt == any("day or month first" in line for line in lines_of(own, "question"))
    assert any("--time cell" in line for line in lines_of(own, "question"))


def _with_column(cells):
    frame = tickets(120)
    frame["cell"] = [cells[row % len(cells)] for row in range(120)]
    return frame[["age", "cell", "team"]]


GAPPED = np.arange(300) % 7 == 0


def _dtypes():
    numbers = pd.Series(np.arange(300.0) % 23)
    whole = (numbers * 1).astype("Int64").mask(GAPPED)
    words = pd.Series(["a", "b", "c"] * 100).mask(GAPPED)
    moments = pd.Series(pd.date_range("2026-01-01", periods=300, freq="7h")).mask(GAPPED)
    yield "float32", numbers.astype("float32").mask(GAPPED), "number"
    yield "Int64", whole, "number"
    yield "Int8", whole.astype("Int8"), "number"
    yield "Float64", numbers.astype("Float64").mask(GAPPED), "number"
    yield "boolean", (whole > 9), "number"
    yield "bool", numbers > 9, "number"
    yield "int64[pyarrow]", whole.astype("int64[pyarrow]"), "number"
    yield "double[pyarrow]", numbers.astype("double[pyarrow]").mask(GAPPED), "number"
    yield "bool[pyarrow]", (whole > 9).astype("bool[pyarrow]"), "number"
    yield "object of numbers", whole.astype(object), "number"
    yield "decimals", numbers.map(lambda v: decimal.Decimal(str(v))).mask(GAPPED), "number"
    yield "timedelta", pd.to_timedelta(numbers, unit="D").mask(GAPPED), "number"
    yield "Sparse", pd.Series(pd.arrays.SparseArray(numbers.mask(GAPPED))), "number"
    yield "str", words.astype("str"), "words"
    yield "object of words", words.astype(object), "words"
    yield "string", words.astype("string"), "words"
    yield "string[python]", words.astype("string[python]"), "words"
    yield "string[pyarrow]", words.astype("string[pyarrow]"), "words"
    yield "category", words.astype("category"), "words"
    yield "category of numbers", whole.astype("category"), "number"
    yield "mixed", words.astype(object).where(np.arange(300) % 2 == 0, 7), "words"
    yield "datetime", moments, "moment"
    yield "datetime with zone", moments.dt.tz_localize("Europe/Berlin", nonexistent="NaT"), "moment"
    yield "timestamp[pyarrow]", moments.astype("timestamp[ns][pyarrow]"), "moment"
    yield "period", moments.dt.to_period("h"), "moment"
    yield "dates", moments.dt.date.astype(object), "moment"


@pytest.mark.parametrize(("column", "kind"), [pytest.param(c, k, id=n) for n, c, k in _dtypes()])
def test_every_type_of_pandas_goes_through(column, kind):
    """Nullable, Arrow, categorical, periods, zones: numbers are float64, words are str or None."""
    frame = tickets()[["age", "team"]].assign(cell=column)
    own = read(frame, TEAM)
    raw = own.dataset.raw

    assert set(map(str, raw[list(own.number_columns)].dtypes)) == {"float64"}
    for name in own.category_columns:
        assert {type(value) for value in raw[name]} <= {str, type(None)}
    if kind == "moment":
        assert "cell day" in own.number_columns
    else:
        assert "cell" in (own.number_columns if kind == "number" else own.category_columns)
        assert raw["cell"].isna().sum() == column.isna().sum()


def test_positions_count_and_not_the_index():
    """A shuffled index changes nothing: answers stay beside their rows."""
    frame = tickets()
    shuffled = frame.set_axis(np.random.default_rng(0).permutation(300), axis=0)

    assert read(shuffled, TEAM).dataset.fingerprint == read(frame, TEAM).dataset.fingerprint


def test_columns_of_lists_are_left_out(csv_of):
    """What cannot be a cell is named; the others are read."""
    frame = tickets().assign(tags=[["a"]] * 300, point=[{"x": 1}] * 300, when=[(1, 2)] * 300)
    own = read(frame, TEAM)

    assert set(own.left_out) == {"tags", "point", "when"}
    assert any("`tags`, `point`, `when` are of lists or objects" in line for line in lines_of(own))


def test_infinite_cells_are_gaps_and_named():
    """Column and row are said."""
    frame = tickets()
    frame.loc[[4, 9], "age"] = [np.inf, -np.inf]
    own = read(frame, TEAM)

    assert np.isnan(own.dataset.raw["age"][[4, 9]]).all()
    assert any("`age` is infinite in 2 rows" in line and "row 5" in line for line in lines_of(own))


def test_a_few_words_among_numbers_are_gaps_and_named(csv_of):
    """Most cells decide what a column is."""
    frame = tickets().astype({"age": object})
    frame.loc[[3, 8], "age"] = ["about forty", "old"]
    own = read(csv_of(frame), TEAM)

    assert "age" in own.number_columns
    assert any("numbers but for 2 cells such as `about forty`" in line for line in lines_of(own))


def test_empty_and_constant_columns_are_left_out(csv_of):
    """They tell nothing, and rows are said to be without them."""
    own = read(csv_of(tickets().assign(nothing=None, always="x")), TEAM)

    assert own.left_out == {"nothing": "empty", "always": "equal in every row"}


def test_columns_of_one_name_are_told_apart(bytes_of):
    """The second one gets a number."""
    rows = "\n".join(f"{n % 13},{n % 11},{'desk' if n % 3 else 'field'}" for n in range(90))
    own = read(bytes_of(f"age,age,team\n{rows}".encode()), TEAM)

    assert list(own.dataset.raw.columns) == ["age", "age (2)"]
    assert any("`age` names more than one column" in line for line in lines_of(own, "warning"))


def test_dropped_columns_are_not_read(csv_of):
    """By name or by pattern."""
    frame = tickets().assign(a_1=range(300), a_2=range(300))
    own = read(csv_of(frame), Wishes(target="team", drop=("a_*", "kind")))

    assert list(own.dataset.raw.columns) == ["age"]


def test_rows_are_sorted_by_their_time(csv_of):
    """Later rows come later, those without a time are left out, and the day is no column."""
    frame = tickets()
    days = pd.Series(pd.date_range("2026-01-01", periods=300)).dt.strftime("%Y-%m-%d")
    frame["day"] = days.sample(frac=1, random_state=0).to_numpy()
    frame.loc[5, "day"] = ""
    own = read(csv_of(frame), Wishes(target="team", time="day"))

    assert len(own.dataset) == 299
    assert np.all(np.diff(own.dataset.order) > 0)
    assert "day day" not in own.dataset.raw
    first = int(np.argmin(frame["day"].where(frame["day"] != "", "9")))
    assert own.dataset.target[0] == frame["team"][first]


def test_groups_stay_together_and_are_not_read(csv_of):
    """Rows of one customer have one number; a row without one is alone."""
    customers = [f"customer {n % 40}" for n in range(299)] + [None]
    own = read(
        csv_of(tickets().assign(customer=customers)), Wishes(target="team", group="customer")
    )
    groups = own.dataset.groups

    assert "customer" not in own.dataset.raw
    assert len(set(groups[:40])) == 40 or groups[0] == groups[40] == groups[80]
    assert groups[0] == groups[40] == groups[80]


def test_a_column_that_may_group_rows_is_asked_for(csv_of):
    """Which rows belong together only their owner knows."""
    frame = tickets().assign(customer_id=np.random.default_rng(0).integers(0, 60, 300))
    own = read(csv_of(frame), TEAM)

    assert any("--group customer_id" in line for line in lines_of(own, "question"))


def test_the_order_of_the_file_and_the_process_change_nothing(csv_of):
    """Reading twice gives the same items in the same order."""
    path = csv_of(tickets())
    assert read(path, TEAM).dataset.fingerprint == read(str(path), TEAM).dataset.fingerprint


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(),
    st.text(max_size=5),
    st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 1, 1)),
    st.lists(st.integers(), max_size=2),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(CELLS, min_size=40, max_size=40))
def test_any_cells_make_a_dataset_or_a_clear_error(cells):
    """Whatever a column holds, the others are read, and what is read is numbers, words or gaps."""
    frame = tickets(40)[["age", "kind", "team"]].assign(cell=pd.Series(cells, dtype=object))
    own = read(frame, TEAM)

    assert isinstance(own.dataset, Dataset)
    for name, column in own.dataset.raw.items():
        kinds = {type(value) for value in column.dropna()}
        assert kinds <= ({float} if name in own.number_columns else {str})


WISHES = (
    Wishes(target="cell"),
    Wishes(target="cell", target_kind="number"),
    Wishes(target="cell", positive="1"),
    Wishes(target="team", group="cell"),
    Wishes(target="team", time="cell"),
    Wishes(target="team", text=("cell",)),
    Wishes(target="team", series=("cell",)),
    Wishes(target="team", images="cell"),
    Wishes(target="team", audio="cell"),
    Wishes(target="team", keep=("cell",)),
    Wishes(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=40), st.sampled_from(WISHES))
def test_any_cells_under_any_wish_end_in_a_dataset_or_one_sentence(cells, wishes):
    """As target, group, time, text, files: whatever they hold, no library's error comes out."""
    repeated = (cells * 40)[:40]
    frame = tickets(40)[["age", "kind", "team"]].assign(cell=pd.Series(repeated, dtype=object))
    try:
        own = read(frame, wishes)
    except TriptychError as error:
        assert "\n" not in str(error)  # noqa: PT017  both outcomes are right
    else:
        assert len(own.dataset) >= 15
