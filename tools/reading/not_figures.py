"""Numbers that are no figures: names, standards, sections, telephone numbers, clock times."""

import re
from collections.abc import Iterator

from kuroji.tools.reading.currencies import CODES


def not_figures(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a folded text in which no figure is to be read."""
    for match in _NOT_FIGURES.finditer(text):
        yield match.span()


_N = (
    r"[0-9]{1,9}(?:[.-][0-9A-Za-z]+)*(?:\([0-9a-z]+\))*(?:[A-Za-z](?:[0-9]{1,3}(?:-[0-9]{1,3})?)?)?"
)
_LIST = rf"{_N}(?:(?:,? and |,? or |, ?| ?[–-] ?| to | & |及び|、){_N})*"
_STANDARDS = (
    "ISO|IEC|ISO/IEC|IFRS|IAS|ASC|ASU|SFAS|FAS|FRS|IFRIC|SSAP|SOC|PCI DSS|NIST|RFC|"
    "EN|JIS|DIN|ANSI|IEEE"
    "|SAS|SAB|CFR|U\\.S\\.C\\.|NI|SP|GDPR|HIPAA|Basel|COVID|CMMI|TLS|HTTP|USB|PCIe|"
    "FIPS|HITRUST|IATF|COBIT|ETSI|ITU|Wi-Fi|DDR|HBM|LGA|TRL|MIL-STD"
)
_INDICES = (
    r"S&P|Standard & Poor's|Nikkei|FTSE|Russell|Fortune|Nasdaq|NASDAQ|STOXX|Stoxx|TOPIX|Topix|JPX|"
    r"CAC|DAX|SMI|ASX|KOSPI|CSI"
    "|Global|Forbes|Inc\\.?|Dow|Hang Seng|MSCI|日経平均?|S&P総合"
)
_HEADS = (
    "ITEMS?|SECTIONS?|NOTES?|PARTS?|EXHIBITS?|ARTICLES?|CHAPTERS?|TABLES?|FIGURES?|RULES?|PAGES?|"
    "Items?|Forms?|Pillar|Notice|Circular|Bulletin|Rev\\. (?:Proc|Rul)\\.|"
    "Sections?|Sec\\.|Notes?|Parts?|Articles?|Chapters?|Figures?|Figs?\\.|"
    "Tables?|Exhibits?|Pages?"
    "|pages?|pp?\\.|Clauses?|Rules?|Schedules?|Appendix|Appendices|Annex(?:es)?|"
    "Steps?|Levels?|Tiers?|Phases?"
    "|Types?|Topics?|Versions?|Series|Rounds?|Nos?\\.|Numbers?|Paragraphs?|Lines?|"
    "Slides?|Questions?|Rooms?"
    "|Suites?|Floors?|Buildings?|Gates?|Routes?|Highways?|Units?|Class|Classes|"
    "Scopes?|Stages?|Days?|Weeks?"
    "|Grade|Category|Regulation|Title|Chapter|Block|Lot|Bay|Hall|Box|Act|Volume|"
    "Vol\\.|Issue|Generation"
    "|Gen|Mark|Web|Industry|Windows|Python|Android|Llama|Claude|Gemini|version|"
    "section|clause|paragraph"
    "|footnotes?|slides?|charts?|tables?|figures?|exhibits?|chapters?|rows?|"
    "columns?|boxes|box|bullets?|questions?|appendix|notes?|item|step|phase|level|"
    "tier|grade|ver\\.?|release|build|Release|Ticker|Code|Flight|Apollo|Group|"
    "Ports?|ports|[Ee]rror|Patent|Plan|Plot|Zone|Terminal|Platform|Pier|Model|Order|Case|Docket|"
    "Directive|Proposition|Resolution|Recital|Invoice|Batch|Ref\\.?|ID|id"
)
_STREETS = (
    "Street|Expressway|St\\.?|Avenue|Ave\\.?|Road|Rd\\.?|Drive|Dr\\.|Lane|Ln|Boulevard|"
    "Blvd\\.?|Way|Parkway|Square"
    "|Place|Court|Quay|Plaza|Terrace|Broadway|Highway|Row|Crescent|Wharf|Embankment"
)
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|"
    "Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    "Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|Ohio|Oklahoma|Oregon|"
    "Pennsylvania|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin|Wyoming|D\\.C\\.|"
    "(?:New|North|South|West|Rhode) [A-Z][a-z]+"
)
_CAPITALISED = (
    r"(?<![A-Za-z])(?!(?:The|A|An|In|On|At|Of|For|By|To|From|With|And|Or|But|Over|"
    r"Under|About|Around|Some|Only|Up|"
    "Nearly|Roughly|Approximately|Almost|Just|Another|Every|Each|All|These|Those|"
    "Its|Their|Our|Between|"
    "Fewer|More|Less|Than|Another|Last|Next|Additional|Other|Both|First|Exactly|"
    "Below|Above|Through|After|"
    "Before|Within|Since|Until|Per|Plus|Minus|Total|As|Against|We|It|They|Of|Most|"
    "Many|Nor|Then|Any|Still|"
    "Top|Employs|Employed|That|This|Which|While|When|Where|If|Because|Although|Not|"
    "So|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|"
    r"Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September|"
    r"October|November|December|[A-Z][a-z]+ly|[A-Z]{3})\b)"
)
_NOT_FIGURES = re.compile(
    "|".join(
        (
            r"(?:https?://|www\.)[^\s、。」）)]+",
            r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}",
            r"(?<![0-9/])[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?![0-9/])",
            # telephone, post, clock, ratios, versions
            r"(?<![0-9A-Za-z])\+[0-9]{1,3}[ -]?\(?[0-9]{1,4}\)?(?:[ -][0-9]{2,4}){1,4}(?![0-9])",
            r"(?<![0-9.,$€£¥])\(?0?[0-9]{1,4}\)?[ -][0-9]{2,4}-[0-9]{3,4}"
            r"(?:-[0-9]{3,4})?(?![0-9]|,[0-9])",
            r"(?<![0-9])1[- ][0-9]{3}-[0-9]{3}-[0-9]{4}|"
            r"(?<![0-9-])[0-9]{3}-[0-9]{3}-[0-9]{4}|\([0-9]{3}\) ?[0-9]{3}-[0-9]{4}",
            r"(?i:\b(?:tel|telephone|phone|fax|call|mobile|dial)\b)[.:]? ?[+(]{0,2}[0-9]"
            r"[0-9 ()-]{6,20}[0-9]",
            r"(?<![0-9])\([0-9]{2,4}\) ?[0-9]{3,4}[ -][0-9]{4}(?![0-9])",
            r"〒 ?[0-9]{3}-?[0-9]{4}",
            r"(?<![0-9.,:])[0-9]{1,4}(?::[0-9]{1,4})+(?: ?[ap]\.?m\b\.?)?(?![0-9])",
            r"(?<![0-9])[0-9]{1,2} ?(?:a\.m\.|p\.m\.|[ap]m\b|o'clock)",
            r"(?<![0-9.,])v?[0-9]{1,9}\.[0-9]{1,9}(?:\.[0-9]{1,9})+",
            r"\b24/7(?:/365)?\b|\b(?:50[/-]50|9/11|80/20)\b|24時間365日|365日24時間|24時間(?:体制|稼働|対応|"
            r"営業)",
            r"(?<![0-9.,])[0-9]{1,9}-for-[0-9]{1,9}\b|\b[a-z]+-for-one\b",
            r"(?<![0-9])[0-9]{1,2}/[0-9]{1,2}(?![0-9/%])",
            # names and references
            r"\b(?:[A-Z][A-Za-z]*[a-z]?[0-9]{1,9}(?:\.[0-9]{1,2}(?=-))?[A-Za-z0-9-]*|[A-Za-z]+-[0-9]{1,"
            r"9}(?:\.[0-9]{1,9})?[A-Za-z]*(?:-[0-9]{1,4}[BbMm])?)"
            r"\b(?! ?(?:million|billion|trillion|%)|\.[0-9]{1,3}[%倍])",
            rf"\b(?:{_STANDARDS})[ -](?:[A-Z]+ )?{_LIST}(?::[0-9]{{4}})?",
            rf"(?:{_INDICES})[ -]?(?:100|150|200|225|250|300|350|400|40|30|50|500|600|1000|"
            rf"1500|2000|3000|5000)(?![0-9,.%倍社人])",
            r"(?<![A-Za-z])(?:(?:[A-Z][A-Za-z]*[ -])?[A-Za-z]*[0-9]\.[0-9][ -]|(?:Llama|Qwen"
            r"|Gemma|Falcon|Mi[sx]tral|Phi|Grok|DeepSeek|Nemotron|OPT)[ -]?(?:[0-9]\.?[0-9]?)?"
            r"[ -])[0-9]{1,4}(?:\.[0-9])?B(?![A-Za-z0-9])",
            rf"(?<![A-Za-z])(?:{_HEADS})[ -]#?{_LIST}",
            r"(?:(?<=per )|(?<=per)|(?<=/)|(?<=/ ))(?:1 ?[MmKk]|1,000|1000|1,000,000|1 million)"
            r"(?= (?:[a-z]+ )?tokens\b)",
            r"(?<![0-9.,$€£¥%])0[0-9]+(?![0-9]|[.,][0-9]|[年月日])|(?<![A-Za-z])[A-Z]:[0-9]+",
            r"\b(?:Pillar|Phase|Tier|Level|Type|Stage|Chapter|Part|Title|Class|Category|Step|Wave|Round)"
            r" (?:One|Two|Three|Four|Five|Six)\b",
            r"\b[0-9]{1,2} (?:U\.S\.C\.|C\.F\.R\.|CFR\b|USC\b)(?: §*[ ]?[0-9]+[0-9a-z().-]*)?",
            r"\((?:ASC|ASU|IFRS|IAS)\) [0-9.-]+|\b(?:aged?|ages|age of) [0-9]{1,3}(?![0-9,.%])",
            r"(?<![0-9,.$€£¥-])[0-9]{2,4}-[0-9]{5,9}(?![0-9]|[.,][0-9])|\b10b-?5(?:-1)?\b"
            r"|\b[0-9]{1,3}[ac-jln-su-z]-[0-9]{1,3}(?![0-9])|(?<= and )\([0-9]\) ",
            rf"\b(?:{_STATES}),? [0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9]|[,.][0-9])",
            r"(?<![0-9.,$€£¥])[0-9]{1,3}(?:\.[0-9]{1,4})? (?:per|to the|against the)"
            r" (?:U\.?S\.? )?(?:dollar|euro|pound)\b",
            r"(?<![a-z] )\b(?:[Mm]onth|[Ww]eek|[Qq]uarter|[Yy]ear) [0-9]{1,3}(?=[.;:)]|$)"
            r"|(?:(?<=after )|(?<=until )|(?<=since )|(?<=before )|(?<=from )|(?<= in )|(?<= by ))"
            r"(?:month|week|quarter|year) [0-9]{1,3}(?![0-9%]|[.,][0-9]| [a-z]{4})",
            r"\b[Ee]xt(?:\.|ension) ?[0-9]{1,5}",
            r"(?<=[$€£¥])'?000s?(?![0-9,.])|(?<=')000s?(?![0-9,.])",
            r"(?:#|№|No\.? ?|§ ?)[0-9][0-9A-Za-z.-]*",
            r"(?<![0-9.,])[0-9]{1,2}-(?:K|Q|F|D|A|KT|Qs|Ks)(?:/A)?(?![A-Za-z])|\bRule "
            r"[0-9]{1,9}[a-z][0-9a-z-]*",
            r"(?<![A-Za-z0-9])[A-Z]{2,6} ?[:：] ?[0-9]{3,5}[A-Z]?(?![0-9,])|"
            r"(?<![0-9])[0-9]{4}\.(?:T|HK|TW|KS|SZ|SS)\b",
            r"(?:証券コード|銘柄コード|コード番号|コード|登録番号|法人番号|電話番号|電話|TEL|Tel|FAX|社員番号|受付番号|特許第|特許番号|管理番号|"
            r"番号)[は：:. ]{0,2}[0-9][0-9A-Z()-]*",
            r"(?<=[ァ-ヿ一-鿿A-Za-z])\([0-9]{4}\)(?![0-9])",
            rf"(?<![0-9.,$€£¥])[0-9]{{1,5}}[A-Za-z]? (?:[NSEW]\. )?(?:[A-Z][a-z]+ ){{1,"
            rf"3}}(?:{_STREETS})(?![a-z])",
            r"\b[A-Z]{2} [0-9]{5}(?:-[0-9]{4})?\b",
            r"\b[A-Z]{1,2}[0-9]{1,2}[A-Z]? [0-9][A-Z]{2}\b",
            r"\[[0-9]{1,3}(?:[,–-] ?[0-9]{1,3})*\]|\*[0-9]{1,2}(?![0-9])|※[0-9]{1,2}",
            r"(?:^|(?<=[\s;,:]))\([0-9]{1,2}\)(?= ?(?!(?:thousand|million|billion|trillion|percent"
            r"|in|for|and|or|to|at|from|on|per|compared|versus|basis|points?|bps)\b)[A-Za-z\"“])",
            r"(?:(?<=^)|(?<=\n))\(?[0-9]{1,2}[.)] (?=\S)",
            r"(?<![0-9.,])[0-9]{1,9}(?:st|nd|rd|th)\b(?: percentile)?",
            r"(?<![0-9.,])[0-9]{1,9}(?:\.[0-9]{1,9})?(?:-| ?)(?:nm|nanomet(?:re|er)s?|bit|"
            r"GHz|MHz|Hz|GB|TB|PB|MB|Gbps|Tbps|ナノメートル|ナノ|[キメギテ]ガ?ラ?ビット|ビット|ギガバイト|GB|TB|インチ)(?![a-z])",
            r"(?<![0-9.,])[0-9](?:D|G|P|C|B2|[- ]?sigma)(?![A-Za-z0-9])|(?<![0-9.,"
            r"$€£¥])4K(?= (?:video|screen|display))|\b401\(?k\)?",
            rf"{_CAPITALISED}[A-Z][A-Za-z]*[a-z][A-Za-z]* [0-9]{{1,3}}(?:\.[0-9]{{1,2}})?(?! "
            rf"?[%xX0-9]|,[0-9]|\.[0-9]| (?!(?:and|or|is|was|are|were|has|had|have|will|in|"
            rf"at|for|by|of|to|on|with|from|can|could|may|as|than|when|after|before|but|"
            rf"which|that|does|did|runs?|costs?)\b)[a-z]|[年月日億万千百兆社人名件台倍円割ドユ株店基%kKmMbB]|"
            rf"-(?:year|month|day|hour))",
            r"(?<![A-Za-z])[A-Z][a-z]+ (?:Llama|Pro|Max|Ultra|Turbo|Opus|Sonnet|Nova|Flash) "
            r"[0-9](?:\.[0-9])?",
            r"\b(?:Big|Magnificent|Group of|G) ?(?:Two|Three|Four|Five|Six|Seven|Eight|Ten|"
            r"[0-9]{1,2})\b",
            r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|zero|first|second|"
            r"third)-(?!year|month|week|day|hour|minute|second|person|fold|fifth|third|"
            r"quarter|half|tenth|sixth|eighth|percent|point|basis|in|to)[a-z]+\b",
            r"\bone(?='s\b)|\b(?:no|any|every|some|each|this|that|the|which|another|number|"
            r"day|phase|level|tier|last|only|as|at|for|such|new|old|good|bad) one\b(?! "
            r"(?:customer|client|supplier|contract|compan|firm|site|bank|lender|tenant|"
            r"buyer|vendor|plant|data|hyperscaler))",
            r"\bone (?:of|or|by|another|time|more|thing|way|hand|side|after|that|which|day|"
            r"can|could|might|must|may|would|should|is|to one|and the same)\b",
            r"\b(?:dozens|hundreds|thousands|millions|billions|trillions|tens|scores) of "
            r"(?:thousands|millions|billions)?",
            r"\b(?:single|double|triple)[- ](?:digits?|sided|edged|A|B)\b",
            r"\b[0-9]{1,3}-(?:week|day|month|year) (?:high|low|peak|range|VWAP"
            r"|(?:moving )?average)s?\b",
            r"[0-9]{1,3}(?:週|日)(?:高値|安値|移動平均|線)|(?<![0-9])[0-9]{1,2}時[0-9]{1,2}分",
            r"\b(?i:[0-9]{1,2}|three|six|nine|twelve|thirteen) (?:month|week)s? ended\b",
            r"\b[a-z0-9]+ (?:consecutive|straight|successive|running) (?:quarters?|years?|"
            r"months?|halves|periods?|weeks?|days?|times?)",
            r"(?<![0-9.,])(?:[0-9]{1,9}|two|three|four|five|six|seven|eight|nine|ten|"
            r"twelve)[ -](?:quarters?|decades?|half-years?)\b(?! of)",
            r"(?<![A-Za-z0-9])(?!(?:"
            + "|".join(CODES)
            + r"|RMB|EPS|ARR|AI|IT|GPU|MAU|DAU|FTE|CEO|CFO|CTO|US|UK|EU|PR)\b)[A-Z]{2,5} "
            r"[0-9]{3,4}(?![0-9]|[.,][0-9]|[ -]?(?:[a-z%]))(?= |[.,;:)]|$)",
            r"(?<![A-Za-z])(?:RTX|GTX|RX|EPYC|Xeon|Radeon|Instinct|Tesla|Quadro|Ryzen) "
            r"[0-9]{2,5}[A-Za-z]*",
            r"(?<=\.[0-9] )out of (?:5|10|five|ten)(?![0-9])|\b[0-9]\.[0-9] out of (?:5|10|"
            r"five|ten)(?![0-9])",
            r"(?<=[(:\[])\s?[百千十]*[万億兆]?[百千十万億兆](?:円|米?ドル|ユーロ|元|人|株|台)(?=[)、,;\s/\]]|$)",
            # Japanese
            r"第[0-9一二三四五六七八九十百]+(?:[-の][0-9]{1,9})?(?:四半期|条|項|号|章|節|回|期|位|世代|版|者|会議室|次|部|巻|"
            r"種|類|層|段階|一|工場|[一-鿿])?(?:の[0-9]{1,9})?(?:第[0-9]{1,9}項)?",
            r"(?<![0-9.,-])[0-9]{1,9}(?:-[0-9]{1,9}){0,4}(?:番地?|号|条|章|節|頁|階|丁目|期(?!待|間)|版|"
            r"世代|次(?!い)|級|代(?!替|金)|歳|時(?!間)|限(?!り)|位|系|型|式|年目|年ぶり|年連続|年生|年物|年債|年産|周年|度目|回目|"
            r"件目|社目|人目|カ月ぶり|カ月連続|四半期|期連続|期ぶり|日目|ページ(?!にわた|に及|から成|の報告)|段階|桁|乗|進|軸|名義|種免許|月期)",
            r"(?<![0-9.,])[0-9]{1,2}(?:[-~–・][0-9]{1,2})?月(?:[上中下]旬|末|期|初め|分)?(?![0-9間]|以内)",
            r"(?<![0-9.,~])(?<!日数は)(?<!期間は)(?<!納期は)(?:[12]?[0-9]|3[01])日"
            r"(?=[、。のにはも付朝夜午)])(?!には?短縮)",
            r"[数何幾][十百千万億兆]+(?:[人社件円台倍%割年ドユ])?|[十百千]?数(?=[人社件円台倍%割年カヶ])|[十百千万]数[人社件円台倍年]?",
            r"(?<![0-9.,])(?:[0-9,]{1,16}|一)(?![人名社件台店基拠円])(?:[一-鿿ァ-ヶーA-Za-z]{1,8}?)(?:当たり|あたり|当り|につき)",
            r"(?<![0-9.,])1円(?=につき|当たり|あたり)",
            r"東証[一二]部|[一二]部上場|二人三脚|一人(?=当|あ|ひ|で|歩)|二酸化|三菱|三井|四日市|八王子|千葉|千代田|五輪|一部|万一|十分|百貨|"
            r"一億総",
        )
    )
)
