/** Each would set `window.ran` if a page took it for markup. */
const markup = [
  '<script>window.ran = 1</script>', '<img src=x onerror="window.ran = 1">', '<svg onload="window.ran = 1">', '<svg><script>window.ran = 1</script></svg>',
  '<iframe src="javascript:parent.ran = 1"></iframe>', '<body onload="window.ran = 1">', '<details open ontoggle="window.ran = 1">', '<a href="javascript:window.ran = 1">here</a>',
  '<style>* { display: none }</style>', '<form action="https://example.invalid"><button>Go</button></form>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror="window.ran = 1">', '<noscript><p title="</noscript><img src=x onerror=window.ran=1>">',
  '{{ constructor.constructor("window.ran = 1")() }}', '"><script>window.ran = 1</script>', "'><script>window.ran = 1</script>", '</title><script>window.ran = 1</script>',
  '</text><script>window.ran = 1</script>', '</metadata></svg><script>window.ran = 1</script>', ']]><script>window.ran = 1</script>', '--><script>window.ran = 1</script>',
  '<ScRiPt>window.ran = 1</sCrIpT>', '<script\n>window.ran = 1</script\n>', '<scr<script>ipt>window.ran = 1</scr</script>ipt>', '&lt;script&gt;window.ran = 1&lt;/script&gt;',
  '&#60;script&#62;window.ran = 1&#60;/script&#62;', '<input autofocus onfocus="window.ran = 1">', '<video><source onerror="window.ran = 1"></video>', '<audio src=x onerror="window.ran = 1">',
  '<object data="javascript:window.ran = 1"></object>', '<embed src="javascript:window.ran = 1">', '<link rel="stylesheet" href="https://example.invalid/x.css">',
  '<meta http-equiv="refresh" content="0;url=https://example.invalid">', '<base href="https://example.invalid/">', '<button onclick="window.ran = 1">x</button>',
  '<div style="background:url(https://example.invalid/x)">', '<svg><animate onbegin="window.ran = 1" attributeName="x" dur="1s">', '<svg><a xlink:href="javascript:window.ran = 1"><text>x</text></a></svg>',
  '<svg><use href="data:image/svg+xml,<svg onload=window.ran=1>"/></svg>', '<foreignObject><script>window.ran = 1</script></foreignObject>', '<template><script>window.ran = 1</script></template>',
  '<!ENTITY x SYSTEM "file:///etc/passwd">&x;', '<?xml-stylesheet href="https://example.invalid/x.xsl"?>', '<!DOCTYPE html><script>window.ran = 1</script>', '<a id=lab><a id=lab name=getSite>',
];
/** Where notes are read as Markdown. */
const markdown = [
  '[here](javascript:window.ran=1)', '[here](data:text/html,<script>window.ran=1</script>)', '![x](javascript:window.ran=1)', '![x](https://example.invalid/x.png)',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9IndpbmRvdy5yYW49MSIvPg==)', '`</code><script>window.ran = 1</script>`', '<https://example.invalid>', '[x]: javascript:window.ran=1 "x"\n[x]',
  '[a](https://example.invalid "onmouseover=window.ran=1")', '<javascript:window.ran=1>', '![x](file:///etc/passwd)', '> <img src=x onerror=window.ran=1>', '| <script>window.ran=1</script> |\n|-|',
];
/** What a spreadsheet would compute. */
const formulas = [
  '=1+1', '=HYPERLINK("https://example.invalid")', "=cmd|' /C calc'!A0", '+1+1', '-1+1', '@SUM(1,1)', '\t=1+1', '\r=1+1', '＝1+1', '＋1', '－1', '＠SUM(1)', '=IMPORTXML("https://example.invalid","//a")', '"=1+1"', ',=1+1', '"\r\n=1+1',
];
/** Letters that hide, turn or end what stands around them. */
const letters = [
  '\u202eevil\u202c', '\u2066evil\u2069', '\u200f\u200eevil', 'a\u0000b', '\u0007\u001b[31mred', '\u001b]0;title\u0007', '\ufeffx', '\ufffe', '\ud800', 'x\udfff', '\u2028x\u2029', 'e\u0301'.repeat(200), '피'.repeat(3000), '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
];
/** Names of files that lead elsewhere. */
const places = [
  '../../etc/passwd', '..\\..\\windows\\system32', '/etc/passwd', 'C:\\Windows\\x', '\\\\server\\share', 'CON', 'aux.tar', 'NUL', 'a/b', 'x.png\u0000.exe', '~/.bashrc', '${HOME}', '%APPDATA%',
];

/** A hundred texts by which a stranger has made some program do something. */
export const attacks: readonly string[] = [...markup, ...markdown, ...formulas, ...letters, ...places];
