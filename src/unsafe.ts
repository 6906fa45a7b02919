// A setting that would not be safe: said in a sentence with what to change, exit status 2.
export class UnsafeSetting extends Error {}
