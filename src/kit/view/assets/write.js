// Pages on which anybody writes to the helpline: left as any plain page is, and what is sent is sealed first where this browser can.
import './plain.js';
