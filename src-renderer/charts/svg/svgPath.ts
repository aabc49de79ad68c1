import { decimal } from './svgText';

/** Where a drawing stands on the page: x' = a x + c y + e, y' = b x + d y + f. As in `DOMMatrix`. */
export type Placement = Readonly<Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f', number>>;

const WHOLE_TURN = 2 * Math.PI;

/** By how much lengths grow. The charts only move, turn and enlarge evenly; then it is the same in all directions. */
export const enlargement = ({ a, b }: Placement): number => Math.hypot(a, b);

export const degreesTurned = ({ a, b }: Placement): number => (Math.atan2(b, a) * 180) / Math.PI;

export function placed({ a, b, c, d, e, f }: Placement, x: number, y: number): readonly [x: number, y: number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Angle from start to end as a canvas goes it: all around from 2 pi on, else in the direction asked for. HTML standard, "ellipse()". */
function turnOf(start: number, end: number, counterclockwise: boolean): number {
  const forward = counterclockwise ? start - end : end - start;
  const turn = forward >= WHOLE_TURN ? WHOLE_TURN : ((forward % WHOLE_TURN) + WHOLE_TURN) % WHOLE_TURN;
  return counterclockwise ? -turn : turn;
}

/** Collects the path of a canvas as the `d` of an SVG path, each point where it stands on the page when it is drawn. */
export class SvgPath {
  private commands: string[] = [];

  clear(): void {
    this.commands = [];
  }

  /** Value of `d`; empty: nothing was drawn. */
  get d(): string {
    return this.commands.join('');
  }

  moveTo(at: Placement, x: number, y: number): void {
    this.add('M', placed(at, x, y));
  }

  lineTo(at: Placement, x: number, y: number): void {
    this.add(this.commands.length === 0 ? 'M' : 'L', placed(at, x, y));
  }

  closePath(): void {
    if (this.commands.length > 0) this.commands.push('Z');
  }

  rect(at: Placement, x: number, y: number, width: number, height: number): void {
    this.moveTo(at, x, y);
    this.lineTo(at, x + width, y);
    this.lineTo(at, x + width, y + height);
    this.lineTo(at, x, y + height);
    this.closePath();
  }

  /** Angles in radians. In two halves: an arc of SVG that ends where it began would not be drawn. */
  ellipse(at: Placement, x: number, y: number, radiusX: number, radiusY: number, rotation: number, start: number, end: number, counterclockwise: boolean): void {
    const point = (angle: number) => {
      const [along, across] = [radiusX * Math.cos(angle), radiusY * Math.sin(angle)];
      return [x + along * Math.cos(rotation) - across * Math.sin(rotation), y + along * Math.sin(rotation) + across * Math.cos(rotation)] as const;
    };
    const turn = turnOf(start, end, counterclockwise);
    const size = enlargement(at);
    const shape = [size * radiusX, size * radiusY, (rotation * 180) / Math.PI + degreesTurned(at)].map(decimal).join(' ');
    this.lineTo(at, ...point(start));
    for (const share of [0.5, 1]) this.add(`A${shape} 0 ${turn > 0 ? 1 : 0} `, placed(at, ...point(start + share * turn)));
  }

  private add(command: string, [x, y]: readonly [number, number]): void {
    this.commands.push(`${command}${decimal(x)} ${decimal(y)}`);
  }
}
