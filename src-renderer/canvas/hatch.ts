/**
 * Adds parallel lines at 45 degrees inside a circle to the path: the mark of what is kept while away.
 * @param gapPx distance between the lines
 */
export function hatchCircle(path: CanvasPath, x: number, y: number, radius: number, gapPx: number): void {
  const diagonal = Math.SQRT1_2;
  for (let offset = -Math.floor(radius / gapPx) * gapPx; offset <= radius; offset += gapPx) {
    const half = Math.sqrt(Math.max(0, radius * radius - offset * offset));
    const middleX = x + offset * diagonal;
    const middleY = y + offset * diagonal;
    path.moveTo(middleX - half * diagonal, middleY + half * diagonal);
    path.lineTo(middleX + half * diagonal, middleY - half * diagonal);
  }
}
