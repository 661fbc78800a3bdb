"""The order of Chinese characters, by the standards of their encodings.

The characters of everyday texts are in GB 2312 in the order of their pinyin, in Big5 in that of the
number of their strokes, and in JIS X 0208 in that of their readings; Python has these encodings.
The headings are those of the CLDR's collations of Chinese.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

OTHERS = "其他"
"""The heading of Chinese characters that a standard does not have."""
KANJI = "漢字"
"""The heading of Japanese terms that begin with a kanji and have no reading."""
HANJA = "漢字"
"""The heading of Korean terms that begin with a hanja."""

_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_FIRST_OF_PINYIN = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first character of each letter in the first level of GB 2312."""
_FIRST_OF_STROKES = "一丁三丑丙丞串並亭乘乾傢亂僧億儒優叢儳嚷儷儼囌囑廳灤纜豔爨鸞籲"
"""The first character of each number of strokes in the first level of Big5, from 1."""
_LATER_OF_STROKES = "乂万丏丱伎佖丳俍倞乿傛亃僦僿儜儦儱儴匷儺亹儽囓囔圞灨戇爩癵灩灪麤齾"
"""The same of the second level, from 2."""


class Ideograph(NamedTuple):
    """The heading of a character, and its place among all characters."""

    heading: str
    place: tuple[int, ...]


def by_pinyin(character: str) -> Ideograph:
    """Return the place of a character in simplified Chinese: by the letter of its pinyin."""
    code = _code(character, "gb2312")
    if code is None:
        return Ideograph(OTHERS, (len(_LETTERS), ord(character)))
    if code < _SECOND_OF_GB:
        index = max(bisect_right(_PINYIN, code) - 1, 0)
        return Ideograph(_LETTERS[index], (index, code))
    row, cell = divmod(code - _SECOND_OF_GB, 256)
    letter = _RARE_PINYIN[row * 94 + cell]
    return Ideograph(letter, (_LETTERS.index(letter), code))


def by_strokes(character: str) -> Ideograph:
    """Return the place of a character in traditional Chinese: by the number of its strokes."""
    code = _code(character, "big5")
    if code is None:
        return Ideograph(OTHERS, (1_000, ord(character)))
    if code < _SECOND_OF_BIG5:
        strokes = max(bisect_right(_STROKES, code), 1)
    else:
        strokes = max(bisect_right(_LATER_STROKES, code), 1) + 1
    return Ideograph(f"{strokes}劃", (strokes, code))


def by_reading(character: str) -> Ideograph:
    """Return the place of a character in Japanese, as in JIS X 0208."""
    code = _code(character, "shift_jis")
    return Ideograph(KANJI, (0, code) if code is not None else (1, ord(character)))


def by_code_point(heading: str) -> Callable[[str], Ideograph]:
    """Return a function for other languages.

    Args:
        heading: The heading of all characters; empty for each to be its own.
    """
    return lambda character: Ideograph(heading or character, (ord(character),))


def _code(character: str, encoding: str) -> int | None:
    try:
        code = int.from_bytes(character.encode(encoding))
    except UnicodeEncodeError:
        return None
    return code if code > 0xFF else None


def _codes(characters: str, encoding: str) -> list[int]:
    return [int.from_bytes(character.encode(encoding)) for character in characters]


_SECOND_OF_GB = 0xD8A1
"""The first code of the second level of GB 2312; its rows have 94 characters."""
_SECOND_OF_BIG5 = 0xC940
"""The first code of the second level of Big5."""
_PINYIN = _codes(_FIRST_OF_PINYIN, "gb2312")
_STROKES = _codes(_FIRST_OF_STROKES, "big5")
_LATER_STROKES = _codes(_LATER_OF_STROKES, "big5")

_RARE_PINYIN = (
    "CJWGNSPGCGNEGYPBTYYZDXYKYGTZJNMJQMBSGZSCYJSYYFPGKBZGYDYWJKGKLJSWKPJQHYJWRDZLSGMRYPYW"
    "WCCKZNKYYGTTNGJEYKKZYTCJNMCYLQLYPYQFQRPZSLWBTGKJFYXJWZLTBNCXJJJJTXDTTSQZYCDXXHGCKBPH"
    "FFSSTYBGMXLPBYLLBHLXSMZMYJHSOJNGHDZQYKLGJHSGQZHXQGKEZZWYSCSCJXYEYXADZPMDSSMZJZQJYZCJ"
    "JFWQJBDZBXGZNZCPWHKXHQKMWFBPBYDTJZZKQHYLYGXFPTYJYYZPSZLFCHMQSHGMXXSXJYQDCSBBQBEFSJYH"
    "WWGZKPYLQBGLDLCCTNMAYDDKSSNGYCSGXLYZAYPNPTSDKDYLHGYMYLCXPYCJNDQJWQQXFYYFJLEJPZRXCCQW"
    "QQSBZKYMGPLBMJRQCFLNYMYQMSQTRBCJTHZTQFRXQHXMJJCJLXXGJMSHZKBSWYEMYLTXFSYDSGLYCJQXSJNQ"
    "BSCTYHBFTDCYJDJWYGHQFRXWCKQKXEBPTLPXJZSRMEBWHJLBJSLYYSMDXLCLQKXLHXJRZJMFQHXHWYWSBHTR"
    "XXGLHQHFNMGYKLDYXZPYLGGSMTCFPAJJZYLJTYANJGBJPLQGDZYQYAXBKYSECJSZNSLYZHZXLZCGHPXZHZNY"
    "TDSBCJKDLZYYFWYDLEBBGQYZKGGLDNDNYSKJSHDLYXBCGHXYPKDJMMZNGMMCLGWZSZXZJFZNMLZZTHCSYDBD"
    "LLSCDDNLKJYKJSYCJLKOHQASDKNHCSGANHDAASHTCPLCPQYBSDMPJLPCJOQLCDHJJYSPRCHNWJNLHLYYQYHW"
    "ZPTCZGWWMZFFJQQQQYXACLBHKDJXDGMMYDJXZLLSYGXGKJRYWZWYCLZMSSJZLDBYDCPCXYHLXCHYZJQSQQAG"
    "MNYXPFRKSSBJLYXYSYGLNSCMHCWWMNZJJLXXHCHSYZSTTXRYCYXBYHCSMXJSZNPWGPXXTAYBGAJCXLYXDCCW"
    "ZOCWKCCSBNHCPDYZNFCYYTYCKXKYBSQKKYTQQXFCWCHCYKELZQBSQYJQCCLMTHSYWHMKTLKJLYCXWHEQQHTQ"
    "HQPQSQSCFYMMDMGBWHWLGSLLYSTLMLXPTHMJHWLJZYHZJXHTXJLHXRSWLWZJCBXMHZQXSDZPMGFCSGLSXYMJ"
    "SHXPJXWMYQKSMYPLRTHBXFTPMHYXLCHLHLZYLXGSSSSTCLSLDCLRPBHZHXYYFHBMGDMYCNQQWLQHJJCYWJZY"
    "EJJDHPBLQXTQKWHLCHQXAGTLXLJXMSLJHTZKZJECXJCJNMFBYCSFYWYBJZGNYSDZSQYRSLJPCLPWXSDWEJBJ"
    "CBCNAYTWGMPAPCLYQPCLZXSBNMSGGFNZJJBZSFZYNDXHPLQKZCZWALSBCCJXSYZGWKYPSGXFZFCDKHJGXTLQ"
    "FSGDSLQWZKXTMHSBGZMJZRGLYJBPMLMSXLZJQQHZYJCZYDJWBWJKLDDPMJEGXYHYLXHLQYQHKYCWCJMYYXNA"
    "TJHYCCXZPCQLBZWWYTWBQCMLPMYRJCCCXFPZNZZLJPLXXYZTZLGDLDCKLYRZZGQTGJHHGJLJAXFGFJZSLCFD"
    "QZLCLGJDJZSNZLLJPJQDCCLCJXMYZFTSXGCGSBRZXJQQCTZHGYQTJQQLZXJYLYLBCYAMCSTYLPDJBYREGKLZ"
    "YZHLYSZQLZNWCZCLLWJQJJJKDGJZOLBBZPPGLGHTGZXYJHZMYCNQCYCYHBHGXKAMTXYXNBSKYZZGJZLQJDFC"
    "JXDYGJQJJPMGWGJJJPKQSBGBMMCJSSCLPQPDXCDYYKYPCJDDYYGYWRHJRTGZNYQLDKLJSZZGZQZJGDYKSHPZ"
    "MTLCPWNJYFYZDJCNMWESCYGLBTZCGMSSLLYXYSXSBSJSBBSGGHFJLYPMZJNLYYWDQSHZXTYYWHMCYHYWDBXB"
    "TLMSYYYFSXJCBDXXLHJHFSSXZQHFZMZCZTQCXZXRTTDJHNNYZQQMTQDMMGYYDXMJGDHCDYZBFFALLZTDLTFX"
    "MXQZDNGWQDBDCDJDXBZGSQQDDJCMBKZFFXMKDMDSYYSZCMLJDSYNSPRSKMKMPCKLGTBQTFZSWTFGGLYPLLJZ"
    "HGJJGYPZLTCSMCNBTJBQFKTHBYZGKPBBYMTDSSXTBNPDKLEYCJNYDDYKZDDHQHSDZSCTARLLTKZLGECLLKJL"
    "QJAQNBDKKGHPJTZQKSECSHALQFMMGJNLYJBBTMLYZXDCJPLDLPCQDHZYCBZSCZBZMSLJFLKRZJSNFRGJHXPD"
    "HYJYBZGDLQCSEZGXLBLGYXTWMABCHECMWYJYZLLJJYHLGNDJLSLYGKDZPZXJYYZLWCXSZFGWYYDLYHCLJSCM"
    "BJHBLYZLYCBLYDPDQYSXQZBYTDKYXJYYCNRJMPDJGKLCLJBCTBJDDBBLBLCZQRPPXJCJLZCSHLTOLJNMDDDL"
    "NGKATHQHJHYKHEZNMSHRPHQQJCHGMFPRXHJGDYCHGHLYRZQLCYQJNZSQTKQJYMSZSWLCFQQQXYFGGYPTQWLM"
    "CRNFKKFSYYLQBMQAMMMYXCTPSHCPTXXZZSMPHPSHMCLMLDQFYQXSZYJDJJZZHQPDSZGLSTJBCKBXYQZYSGPS"
    "XQZQZRQTBDKYXZKHHGFLBCSMDLDGDZDBLZYYCXNNCSYBZBFGLZZXSWMSCCMQNJQSBDQSJTXXMBLTXZCLZSHZ"
    "CXRQJGJYLXZFJPHYMZQQYDFQJJLZZNZJSDGZYGCTXMZYSCTLKPHTXHTLBJXJLXSCDQXCBBTJFQZFSLTJBTKQ"
    "BXXJJLJCHCZDBZJDCZJDCPRNPQCJPFCZLCLZXZDMXMPHJSGZGSZZQJYLWTJPFSYAXMCJBTZKYCWMYTZSJJLQ"
    "CQLWZMALBXYFBPNLSFHTGJWEJJXXGLLJSTGSHJQLZFKCGNNDSZFDEQFHBSAQTGYLBXMMYGSZLDYDQMJJRGBJ"
    "TKGDHGKBLQKBDMBYLXWCXYTTYBKMRTJZXQJBHLMHMJJZMQASLDCYXYQDLQCAFYWYXQHZ"
)
"""The letter of the pinyin of each character in the second level, which is not sorted by it.

Written by tools/pinyin_letters.py.
"""
