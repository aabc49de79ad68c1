import { TILE_PX, tileOf } from '../chartjs/fillAreas';
import { degreesTurned, enlargement, type Placement, placed, SvgPath } from './svgPath';
import { type Attributes, decimal, paintOf, xmlElement, xmlText } from './svgText';

/** What was drawn, as elements of an SVG in their order, and what they refer to. */
export interface SvgRecording {
  readonly definitions: readonly string[];
  readonly elements: readonly string[];
}

/** Ways of drawing that no chart of the lab uses. Better a loud end than a picture in which something is missing. */
const NOT_RECORDED = ['bezierCurveTo', 'quadraticCurveTo', 'arcTo', 'roundRect', 'strokeRect', 'drawImage', 'putImageData'] as const;

const anchors: Readonly<Record<CanvasTextAlign, string | null>> = { left: null, start: null, center: 'middle', right: 'end', end: 'end' };

/** Name of that content among the definitions; a new one if it is not there yet. */
function nameIn(definitions: Map<string, string>, kind: string, content: string): string {
  const name = definitions.get(content) ?? `${kind}-${definitions.size + 1}`;
  definitions.set(content, name);
  return name;
}

/** The recording of one context: it keeps styles, transforms and fonts, and this writes down what is drawn with them. */
class Recorder implements SvgRecording {
  readonly elements: string[] = [];
  /** What elements refer to: each content once, with its name. */
  private readonly clipPaths = new Map<string, string>();
  private readonly tiles = new Map<string, string>();
  private readonly path = new SvgPath();
  /** Names of the clip paths that hold now, the outermost first, and those behind each `save`. */
  private clips: readonly string[] = [];
  private readonly saved: (readonly string[])[] = [];

  constructor(private readonly context: CanvasRenderingContext2D) {}

  get definitions(): readonly string[] {
    const clipPaths = Array.from(this.clipPaths, ([content, id]) => xmlElement('clipPath', { id }, content));
    const square = { width: TILE_PX, height: TILE_PX, patternUnits: 'userSpaceOnUse' };
    return [...clipPaths, ...Array.from(this.tiles, ([content, id]) => xmlElement('pattern', { id, ...square }, content))];
  }

  /** From now on the context draws into this recording instead of its canvas. */
  begin(): void {
    const { context, path } = this;
    const at = (): Placement => context.getTransform();
    const [save, restore] = [context.save.bind(context), context.restore.bind(context)];
    context.save = () => {
      this.saved.push(this.clips);
      save();
    };
    context.restore = () => {
      this.clips = this.saved.pop() ?? [];
      restore();
    };
    context.beginPath = () => path.clear();
    context.moveTo = (x, y) => path.moveTo(at(), x, y);
    context.lineTo = (x, y) => path.lineTo(at(), x, y);
    context.rect = (x, y, width, height) => path.rect(at(), x, y, width, height);
    context.arc = (x, y, radius, start, end, counterclockwise = false) => path.ellipse(at(), x, y, radius, radius, 0, start, end, counterclockwise);
    context.ellipse = (x, y, radiusX, radiusY, rotation, start, end, counterclockwise = false) =>
      path.ellipse(at(), x, y, radiusX, radiusY, rotation, start, end, counterclockwise);
    context.closePath = () => path.closePath();
    context.stroke = (whole?: Path2D) => {
      if (whole) throw new Error('a Path2D cannot be read back');
      this.drawPath(path.d, { fill: 'none', ...this.strokeAttributes() });
    };
    context.fill = () => this.drawPath(path.d, this.fillAttributes());
    context.clip = () => this.clip();
    context.fillRect = (x, y, width, height) => {
      const whole = new SvgPath();
      whole.rect(at(), x, y, width, height);
      this.drawPath(whole.d, this.fillAttributes());
    };
    // The charts only ever clear the whole canvas, before they draw all of it anew.
    context.clearRect = () => {
      this.elements.length = 0;
      this.clipPaths.clear();
      this.tiles.clear();
    };
    context.fillText = (text, x, y) => this.drawText(text, x, y, this.fillAttributes());
    // Edges of paper around letters that stand on lines; the same text again for those who search or listen.
    context.strokeText = (text, x, y) => this.drawText(text, x, y, { fill: 'none', ...this.strokeAttributes(), 'aria-hidden': 'true' });
    for (const name of NOT_RECORDED)
      context[name] = () => {
        throw new Error(`${name} cannot be recorded`);
      };
  }

  private drawPath(d: string, style: Attributes): void {
    if (d !== '') this.add(xmlElement('path', { d, ...style }));
  }

  private drawText(text: string, x: number, y: number, style: Attributes): void {
    const { context } = this;
    const [, weight, size] = /^(?:(bold|\d+) )?([\d.]+)px /.exec(context.font) ?? [];
    const transform = context.getTransform();
    const [left, top] = placed(transform, x, y + this.toBaseline());
    const turned = degreesTurned(transform);
    const attributes = {
      x: left, y: top,
      'font-size': Number(size) * enlargement(transform),
      'font-weight': weight ?? null,
      'text-anchor': anchors[context.textAlign],
      // Where the font is not there, wider letters of another would run into what stands beside them.
      textLength: context.measureText(text).width * enlargement(transform),
      lengthAdjust: 'spacingAndGlyphs',
      transform: turned === 0 ? null : `rotate(${decimal(turned)} ${decimal(left)} ${decimal(top)})`,
      ...style,
    };
    this.add(xmlElement('text', attributes, xmlText(text)));
  }

  /** From where the text is to stand down to the line its letters stand on, which every reader of SVG knows; not all know others. */
  private toBaseline(): number {
    const { context } = this;
    const asked = context.textBaseline;
    const above = context.measureText('x').fontBoundingBoxAscent;
    context.textBaseline = 'alphabetic';
    const aboveBaseline = context.measureText('x').fontBoundingBoxAscent;
    context.textBaseline = asked;
    return aboveBaseline - above;
  }

  private clip(): void {
    this.clips = [...this.clips, nameIn(this.clipPaths, 'clip', xmlElement('path', { d: this.path.d }))];
  }

  private add(element: string): void {
    this.elements.push(this.clips.reduceRight((inner, id) => xmlElement('g', { 'clip-path': `url(#${id})` }, inner), element));
  }

  private fillAttributes(): Attributes {
    const { fillStyle, globalAlpha } = this.context;
    const { colour, opacity } = paintOf(this.styleText(fillStyle));
    return { fill: colour, 'fill-opacity': opacity * globalAlpha < 1 ? opacity * globalAlpha : null };
  }

  private strokeAttributes(): Attributes {
    const { context } = this;
    const size = enlargement(context.getTransform());
    const { colour, opacity } = paintOf(this.styleText(context.strokeStyle));
    const dash = context.getLineDash().map((length) => decimal(size * length));
    return {
      stroke: colour,
      'stroke-opacity': opacity * context.globalAlpha < 1 ? opacity * context.globalAlpha : null,
      'stroke-width': context.lineWidth * size,
      'stroke-dasharray': dash.length > 0 ? dash.join(' ') : null,
      'stroke-dashoffset': dash.length > 0 && context.lineDashOffset !== 0 ? context.lineDashOffset * size : null,
      'stroke-linecap': context.lineCap === 'butt' ? null : context.lineCap,
      'stroke-linejoin': context.lineJoin === 'miter' ? null : context.lineJoin,
    };
  }

  private styleText(style: string | CanvasGradient | CanvasPattern): string {
    if (typeof style === 'string') return style;
    if (style instanceof CanvasGradient) throw new Error('a gradient cannot be recorded');
    return `url(#${this.patternId(style)})`;
  }

  /** Patterns of areas become patterns of the SVG: still lines when they are enlarged. */
  private patternId(pattern: CanvasPattern): string {
    const tile = tileOf(pattern);
    if (!tile) throw new Error('a pattern of unknown making cannot be recorded');
    return nameIn(this.tiles, 'fill', xmlElement('path', { d: tile.d, fill: 'none', stroke: tile.colour, 'stroke-width': 1 }));
  }
}

/**
 * Makes a context draw into an SVG instead of its canvas. Its styles, fonts and transforms stay its own, so that whatever draws
 * on it, such as Chart.js, does not notice.
 * @returns what is drawn from now on
 */
export function recordSvg(context: CanvasRenderingContext2D): SvgRecording {
  const recorder = new Recorder(context);
  recorder.begin();
  return recorder;
}
