/**
 * CGCS2000 longitude and latitude to Gauss-Krüger and back, by Krüger's series to the fourth power
 * of the third flattening: better than 0.1 mm within 3° of the central meridian. Scale 1 on it.
 * L. Krüger, Konforme Abbildung des Erdellipsoids in der Ebene (1912).
 */
const A = 6_378_137; // semi-major axis, metres
const F = 1 / 298.257222101;
const N = F / (2 - F);
const RADIUS = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64); // of the rectifying sphere
const E = Math.sqrt(F * (2 - F));
const RADIANS = Math.PI / 180;

const TO_PLANE = [
  N / 2 - (2 * N ** 2) / 3 + (5 * N ** 3) / 16 + (41 * N ** 4) / 180,
  (13 * N ** 2) / 48 - (3 * N ** 3) / 5 + (557 * N ** 4) / 1440,
  (61 * N ** 3) / 240 - (103 * N ** 4) / 140,
  (49561 * N ** 4) / 161280,
];
const FROM_PLANE = [
  N / 2 - (2 * N ** 2) / 3 + (37 * N ** 3) / 96 - N ** 4 / 360,
  N ** 2 / 48 + N ** 3 / 15 - (437 * N ** 4) / 1440,
  (17 * N ** 3) / 480 - (37 * N ** 4) / 840,
  (4397 * N ** 4) / 161280,
];
const TO_LATITUDE = [
  2 * N - (2 * N ** 2) / 3 - 2 * N ** 3 + (116 * N ** 4) / 45,
  (7 * N ** 2) / 3 - (8 * N ** 3) / 5 - (227 * N ** 4) / 45,
  (56 * N ** 3) / 15 - (136 * N ** 4) / 35,
  (4279 * N ** 4) / 630,
];

/** Easting (with the false easting) and northing in metres of a position in degrees. */
export function toPlane([longitude, latitude], {meridian, falseEasting}) {
  const sine = Math.sin(latitude * RADIANS);
  const lambda = (longitude - meridian) * RADIANS;
  const t = Math.sinh(Math.atanh(sine) - E * Math.atanh(E * sine));
  const xi = Math.atan2(t, Math.cos(lambda));
  const eta = Math.atanh(Math.sin(lambda) / Math.hypot(1, t));
  let x = xi;
  let y = eta;
  TO_PLANE.forEach((c, i) => {
    const j = 2 * (i + 1);
    x += c * Math.sin(j * xi) * Math.cosh(j * eta);
    y += c * Math.cos(j * xi) * Math.sinh(j * eta);
  });
  return [falseEasting + RADIUS * y, RADIUS * x];
}

/** Longitude and latitude in degrees of an easting (with the false easting) and northing. */
export function fromPlane([easting, northing], {meridian, falseEasting}) {
  const x = northing / RADIUS;
  const y = (easting - falseEasting) / RADIUS;
  let xi = x;
  let eta = y;
  FROM_PLANE.forEach((c, i) => {
    const j = 2 * (i + 1);
    xi -= c * Math.sin(j * x) * Math.cosh(j * y);
    eta -= c * Math.cos(j * x) * Math.sinh(j * y);
  });
  const chi = Math.asin(Math.sin(xi) / Math.cosh(eta));
  const latitude = TO_LATITUDE.reduce(
      (sum, c, i) => sum + c * Math.sin(2 * (i + 1) * chi), chi);
  return [
    meridian + Math.atan2(Math.sinh(eta), Math.cos(xi)) / RADIANS,
    latitude / RADIANS,
  ];
}

/** The 3-degree zone (25 to 45) of a longitude, or null outside of China's zones. */
export function zoneOf(longitude) {
  const zone = Math.round(longitude / 3);
  return zone >= 25 && zone <= 45 ? threeDegreeZone(zone) : null;
}

function threeDegreeZone(zone) {
  return {
    code: `EPSG:${4488 + zone}`, zone, degrees: 3, meridian: 3 * zone,
    falseEasting: zone * 1_000_000 + 500_000,
  };
}

function list(count, make) {
  return Array.from({length: count}, (unused, i) => make(i));
}

/** The systems that a plot may be given in, as the service supports them. */
export const SYSTEMS = [
  {code: 'EPSG:4490', geographic: true},
  ...list(21, (i) => threeDegreeZone(25 + i)),
  ...list(21, (i) => (
    {code: `EPSG:${4534 + i}`, degrees: 3, meridian: 75 + 3 * i, falseEasting: 500_000})),
  ...list(11, (i) => ({
    code: `EPSG:${4491 + i}`, zone: 13 + i, degrees: 6, meridian: 75 + 6 * i,
    falseEasting: (13 + i) * 1_000_000 + 500_000})),
  ...list(11, (i) => (
    {code: `EPSG:${4502 + i}`, degrees: 6, meridian: 75 + 6 * i, falseEasting: 500_000})),
  {code: 'EPSG:4326', geographic: true},
];

export const systemOf = (code) => SYSTEMS.find((system) => system.code === code);

/** Longitude and latitude of a position in one of the systems. */
export function toLonLat(position, system) {
  return system.geographic ? position.slice(0, 2) : fromPlane(position, system);
}

/** Which system a position is most likely in; a proposal for the user to confirm. */
export function proposeSystem([x, y]) {
  if (x >= 73 && x <= 136 && y >= 3 && y <= 54) {
    return 'EPSG:4490';
  }
  const prefix = Math.floor(x / 1_000_000);
  const plausible = y > 300_000 && y < 6_000_000;
  if (plausible && prefix >= 25 && prefix <= 45) {
    return `EPSG:${4488 + prefix}`;
  }
  return plausible && prefix >= 13 && prefix <= 23 ? `EPSG:${4478 + prefix}` : null;
}
