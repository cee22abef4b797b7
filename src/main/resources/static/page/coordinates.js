/** Reads the plot that a user pastes: GeoJSON, or lines “easting,northing”. */
import {toLonLat, toPlane, zoneOf} from './gauss.js';

/** What is wrong with a pasted text: a key of texts.js and its parameters. */
export class CoordinatesWrong extends Error {
  constructor(key, parameters = {}) {
    super(key);
    this.key = key;
    this.parameters = parameters;
  }
}

/**
 * The polygon or multipolygon of a text, in the system of the text.
 *
 * <p>Lines hold two numbers, easting or longitude first; a point number may stand before them.
 * An empty line begins the next ring: a hole where it lies in the ring before, else another part.
 * Open rings are closed.
 * @throws {CoordinatesWrong}
 */
export function readCoordinates(text) {
  const trimmed = text.trim();
  if (!trimmed) {
    throw new CoordinatesWrong('paste.empty');
  }
  return trimmed.startsWith('{') ? readGeoJson(trimmed) : readLines(trimmed);
}

function readGeoJson(text) {
  let node;
  try {
    node = JSON.parse(text);
  } catch {
    throw new CoordinatesWrong('paste.notJson');
  }
  if (node.type === 'FeatureCollection') {
    if (node.features?.length !== 1) {
      throw new CoordinatesWrong('paste.oneFeature', {count: node.features?.length || 0});
    }
    [node] = node.features;
  }
  const geometry = node.type === 'Feature' ? node.geometry : node;
  if (!['Polygon', 'MultiPolygon'].includes(geometry?.type)
      || !Number.isFinite(firstPosition(geometry)?.[1])) {
    throw new CoordinatesWrong('paste.notPolygon', {type: String(geometry?.type)});
  }
  return {type: geometry.type, coordinates: geometry.coordinates};
}

function readLines(text) {
  const rings = [[]];
  text.split(/\r?\n/).forEach((line, i) => {
    if (!line.trim()) {
      rings.push([]);
      return;
    }
    rings.at(-1).push(readLine(line, i + 1));
  });
  const closed = rings.filter((ring) => ring.length).map(close);
  const parts = [];
  for (const ring of closed) {
    const shell = parts.find((part) => contains(part[0], ring[0]));
    if (shell) {
      shell.push(ring);
    } else {
      parts.push([ring]);
    }
  }
  return parts.length === 1
    ? {type: 'Polygon', coordinates: parts[0]}
    : {type: 'MultiPolygon', coordinates: parts};
}

function readLine(line, number) {
  const cells = line.trim().split(/[\s,，;；]+/).filter(Boolean);
  const values = (cells.length === 3 ? cells.slice(1) : cells).map(Number);
  if (values.length !== 2 || !values.every(Number.isFinite)) {
    throw new CoordinatesWrong('paste.badLine', {number, line: line.trim().slice(0, 40)});
  }
  return values;
}

function close(ring) {
  const [first, last] = [ring[0], ring.at(-1)];
  const closed = first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
  if (closed.length < 4) {
    throw new CoordinatesWrong('paste.tooFew', {count: closed.length - 1});
  }
  return closed;
}

/** Whether a position lies in a ring, by counting the edges to its right. */
function contains(ring, [x, y]) {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
    if ((ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) {
      inside = !inside;
    }
  }
  return inside;
}

/** The first position of a polygon or multipolygon. */
export function firstPosition({type, coordinates}) {
  return type === 'Polygon' ? coordinates?.[0]?.[0] : coordinates?.[0]?.[0]?.[0];
}

/** The same geometry in longitude and latitude, to show it on the map. */
export function onEarth({type, coordinates}, system) {
  const ring = (positions) => positions.map((position) => toLonLat(position, system));
  return {
    type,
    coordinates: type === 'Polygon'
      ? coordinates.map(ring) : coordinates.map((part) => part.map(ring)),
  };
}

const MEAN_RADIUS_METRES = 6_375_000;

/**
 * Area of a polygon or multipolygon in longitude and latitude, m²: that of the Gauss-Krüger plane
 * over its enlargement. A preview, good to a few millionths for a plot; the check measures exactly.
 */
export function roughAreaSquareMetres({type, coordinates}) {
  const parts = type === 'Polygon' ? [coordinates] : coordinates;
  const zone = zoneOf(parts[0][0][0][0]);
  const ring = (positions) => {
    const plane = positions.map((position) => toPlane(position, zone));
    const [[x0, y0]] = plane; // differences keep the digits of small plots
    return Math.abs(plane.slice(1).reduce((sum, [x, y], i) => sum
      + (plane[i][0] - x0) * (y - y0) - (x - x0) * (plane[i][1] - y0), 0)) / 2;
  };
  const flat = parts.reduce((sum, [shell, ...holes]) => sum + ring(shell)
    - holes.reduce((cut, hole) => cut + ring(hole), 0), 0);
  const aside = toPlane(parts[0][0][0], zone)[0] - zone.falseEasting;
  return flat / (1 + (aside / MEAN_RADIUS_METRES) ** 2);
}
