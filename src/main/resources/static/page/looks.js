/**
 * How each collection is drawn. `from` is the zoom from which it is loaded: layers that tile the
 * land have thousands of features in a small extent. Later entries lie on top.
 */

const LAND_USE = {
  '00': '#9fc9d9', '01': '#f3eaa6', '02': '#d9d77a', '03': '#8fbf7f', '04': '#c2dd9a',
  '05': '#9fc9d9', '06': '#e0cf9d', '07': '#ffe24d', '08': '#f58fb0', '09': '#e0584f',
  '10': '#b58a62', '11': '#a18bc4', '12': '#b9bcc0', '13': '#5f93b8', '14': '#66c07a',
  '15': '#a98f57', '16': '#e8e8e8', '17': '#9cd0ee', '18': '#8fc3e6', '19': '#7fb2d6',
  '20': '#86a7cf', '21': '#a7d4e8', '22': '#93a9bd', '23': '#d9d4c4', '24': '#bcdcec',
};
// 第三次全国国土调查 numbers some classes otherwise
const SURVEYED_USE = {
  ...LAND_USE, '05': '#e0584f', '06': '#b58a62', '09': '#a98f57', '10': '#b9bcc0', '11': '#9cd0ee',
  '12': '#d9d4c4',
};
const FARMLAND = {
  PRIORITY_PROTECTION: '#3f9d57', SAFE_USE: '#e6b422', STRICT_CONTROL: '#d0472f',
};
const SITES = {
  SUSPECTED: '#b07aa8', CONFIRMED: '#8e2f7c', LISTED: '#6b1a5e', UNDER_CONTROL: '#6b1a5e',
  UNDER_REMEDIATION: '#6b1a5e', RISK_ACCEPTABLE: '#a79bb3', NOT_CONTAMINATED: '#a79bb3',
  DELISTED: '#a79bb3',
};

/** id → colour, fill opacity, line and, where classes are told apart, attribute and colours. */
export const LOOKS = {
  'current-land-use': {colour: '#9aa07a', fill: 0.35, width: 0.5, from: 14,
    by: 'landUse', digits: 2, classes: SURVEYED_USE},
  'plan-land-use': {colour: '#8a8a8a', fill: 0.5, width: 0.5, from: 13.5,
    by: 'landUse', digits: 2, classes: LAND_USE},
  'farmland-classes': {colour: '#7d8f3c', fill: 0.45, width: 0.7, from: 12.5,
    by: 'soilClass', classes: FARMLAND, legend: true},
  'permanent-basic-farmland': {colour: '#9a7b00', fill: 0.08, width: 1.2, dash: [6, 3],
    from: 13},
  'ecological-redline': {colour: '#d5322d', fill: 0.06, width: 2, from: 8},
  'urban-development-boundary': {colour: '#333f9c', fill: 0, width: 2, dash: [10, 4], from: 8},
  'groundwater-zones': {colour: '#1f7fb5', fill: 0.12, width: 1.5, from: 9},
  'water-source-protection': {colour: '#0b5cad', fill: 0.18, width: 1.5, dash: [3, 3], from: 9},
  'control-zones': {colour: '#c2410c', fill: 0.2, width: 2, dash: [8, 3], from: 9},
  'sensitive-places': {colour: '#00818a', fill: 0.3, width: 1.2, from: 12},
  'supervised-units': {colour: '#5b4636', fill: 0.3, width: 1.5, from: 11},
  'contaminated-sites': {colour: '#8e2f7c', fill: 0.35, width: 1.8, from: 10,
    by: 'status', classes: SITES},
  'parcels': {colour: '#20303c', fill: 0.02, width: 1.4, from: 13},
};

const UNKNOWN = {colour: '#5c6b73', fill: 0.15, width: 1.2, from: 12};

/** Shown until the user chooses otherwise. */
export const SHOWN_FIRST = [
  'parcels', 'contaminated-sites', 'control-zones', 'groundwater-zones', 'farmland-classes',
  'ecological-redline', 'water-source-protection',
];

/** Colours of the severities, the same as in the style sheet. */
export const SEVERITY_COLOURS = {
  PROHIBITED: '#b3261e', SUSPENDED: '#b4540a', CONDITIONAL: '#856a00', NOTICE: '#1d5fa8',
  CLEAR: '#1f6f4a', UNSURE: '#5f5a45', IGNORED: '#66727a',
};

/** The look of a collection; a plain one for collections that were added later. */
export const lookOf = (collection) => LOOKS[collection] || UNKNOWN;

/** Place in the stack, from the bottom. */
export const stackOf = (collection) => Object.keys(LOOKS).indexOf(collection) + 1;

/** Colour of a feature by its class, or that of its collection. */
export function colourOf(look, properties) {
  const value = look.by && properties[look.by];
  return (value && look.classes[look.digits ? value.slice(0, look.digits) : value]) || look.colour;
}

/** A colour with an opacity, for the canvas. */
export function translucent(colour, opacity) {
  return colour + Math.round(opacity * 255).toString(16).padStart(2, '0');
}
