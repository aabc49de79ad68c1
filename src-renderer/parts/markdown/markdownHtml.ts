import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

/** Pictures in the text itself, of kinds that run nothing; at most 2 MiB each (safety, section 5). */
const PICTURE = /^data:image\/(png|jpeg|webp);base64,/;
const MAX_PICTURE_CHARACTERS = Math.ceil((2 * 1024 * 1024 * 4) / 3) + 32;
/** Headings of the notes stand below those of the window. */
const BELOW = 2;

const tags = ['p', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'strong', 'em', 's', 'code', 'pre', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'hr', 'br', 'img'];

const isPicture = (source: string): boolean => PICTURE.test(source) && source.length <= MAX_PICTURE_CHARACTERS;

const markdown = new MarkdownIt({ html: false, linkify: false });
markdown.validateLink = (url) => !url.startsWith('data:') || isPicture(url);
for (const kind of ['heading_open', 'heading_close'])
  markdown.renderer.rules[kind] = (tokens, at, options, _env, self) => {
    const token = tokens[at];
    if (token) token.tag = `h${Math.min(Number(token.tag.slice(1)) + BELOW, 6)}`;
    return self.renderToken(tokens, at, options);
  };
// Nothing in a document leads out of the lab: a link is its words, and its address to read.
markdown.renderer.rules['link_open'] = () => '';
markdown.renderer.rules['link_close'] = (tokens, at) => {
  const opening = tokens.slice(0, at).findLast(({ type }) => type === 'link_open');
  const address = String(opening?.attrGet('href') ?? '');
  return address === '' ? '' : ` (${markdown.utils.escapeHtml(address)})`;
};

const purify = DOMPurify();
purify.addHook('uponSanitizeAttribute', (_node, attribute) => {
  if (attribute.attrName === 'src' && !isPicture(attribute.attrValue)) attribute.keepAttr = false;
});

/**
 * The page of a text in Markdown from anybody: no markup of its own, no links, no pictures from elsewhere, no script. What
 * the reader of Markdown lets through by mistake, the sanitizer takes out.
 */
export const markdownHtml = (text: string): string =>
  purify.sanitize(markdown.render(text), { ALLOWED_TAGS: tags, ALLOWED_ATTR: ['src', 'alt', 'start'], ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false });
