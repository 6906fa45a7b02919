// What an invented organisation says it can take, and where a signal's reference stands on the desk: for the tests of asks.
export const terms = {
  'offer-interpreters': 'yes',
  'offer-workers': ['woman', 'man'],
  'offer-ages': ['adult'],
  'offer-places': '2',
  'offer-until.day': '1',
  'offer-until.month': '3',
  'offer-until.year': '2024',
};
export const offer = { ...terms, 'offer-nations': ['england'] };

export const line = /\/helpline\/desk\/([0-9A-Z-]{14})/;
