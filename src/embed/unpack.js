// The module travels as LZMA in base64: the smallest way measured, both for servers that compress and for those that do
// not. This reads one raw LZMA stream (lc = 4, lp = 0, pb = 0, no end mark), which `src/bin/guide/carry.rs` has written.
// What the browsers bring, deflate, would weigh a quarter more.

// Where each group of probabilities begins; the states of the format are 12.
const MATCH = 0, REP = 12, REP_0 = 24, REP_0_LONG = 36, REP_1 = 48, REP_2 = 60;
const SLOT = 72, NEAR = SLOT + 4 * 64, ALIGN = NEAR + 128, LENGTH = ALIGN + 16, REP_LENGTH = LENGTH + 288;
const LITERAL = REP_LENGTH + 288, ALL = LITERAL + 16 * 768;

/** The bytes of the module, or null if they are damaged. */
function carried() {
  return unpack(PACKED, SIZE);
}

/** Bytes of that many, or null if the text is damaged: the coder must end on zero, a check of 32 bits. */
function unpack(base64, size) {
  const text = atob(base64), input = new Uint8Array(text.length);
  for (let nth = 0; nth < text.length; nth++) input[nth] = text.charCodeAt(nth);
  const output = new Uint8Array(size);
  const chances = new Uint16Array(ALL).fill(1024);
  // Range and code: in an array, since engines box a captured number above 31 bits.
  const coder = Uint32Array.of(0xffffffff, input.slice(1, 5).reduce((sum, byte) => sum * 256 + byte, 0));
  let at = 5, length = 0, state = 0, rep0 = 0, rep1 = 0, rep2 = 0, rep3 = 0;

  const settle = () => {
    if (coder[0] < 0x1000000) {
      coder[0] <<= 8;
      coder[1] = (coder[1] << 8) | input[at++];
    }
  };
  const bit = (place) => {
    const chance = chances[place], bound = (coder[0] >>> 11) * chance;
    const is = coder[1] >= bound;
    if (is) {
      coder[0] -= bound;
      coder[1] -= bound;
      chances[place] -= chance >> 5;
    } else {
      coder[0] = bound;
      chances[place] += (2048 - chance) >> 5;
    }
    settle();
    return is ? 1 : 0;
  };
  const tree = (place, bits) => {
    let node = 1;
    while (node < 1 << bits) node = node * 2 + bit(place + node);
    return node - (1 << bits);
  };
  const reversed = (place, bits) => {
    let node = 1, number = 0;
    for (let nth = 0; nth < bits; nth++) {
      const is = bit(place + node);
      node = node * 2 + is;
      number |= is << nth;
    }
    return number;
  };
  const run = (place) => {
    if (!bit(place)) return 2 + tree(place + 2, 3);
    if (!bit(place + 1)) return 10 + tree(place + 10, 3);
    return 18 + tree(place + 18, 8);
  };
  const distance = (run) => {
    const slot = tree(SLOT + Math.min(run - 2, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1, high = (2 | (slot & 1)) << bits;
    if (slot < 14) return high + reversed(NEAR + high - slot, bits);
    let middle = 0;
    for (let nth = bits; nth > 4; nth--) {
      coder[0] >>>= 1;
      const is = coder[1] >= coder[0];
      if (is) coder[1] -= coder[0];
      middle = middle * 2 + is;
      settle();
    }
    return high + middle * 16 + reversed(ALIGN, 4);
  };
  const literal = () => {
    const place = LITERAL + 768 * (length ? output[length - 1] >> 4 : 0);
    let node = 1;
    if (state > 6) {
      // After a match the byte that would have followed it foretells the bits, as long as it is right.
      let foretold = output[length - rep0 - 1], same = 1;
      while (same && node < 256) {
        const high = (foretold >> 7) & 1, is = bit(place + 256 + high * 256 + node);
        node = node * 2 + is;
        foretold <<= 1;
        same = is === high;
      }
    }
    while (node < 256) node = node * 2 + bit(place + node);
    output[length++] = node;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };

  while (length < size && at <= input.length) {
    if (!bit(MATCH + state)) {
      literal();
      continue;
    }
    let count;
    if (bit(REP + state)) {
      if (!bit(REP_0 + state)) {
        if (!bit(REP_0_LONG + state)) count = 1;
      } else {
        let next = rep1;
        if (bit(REP_1 + state)) {
          if (bit(REP_2 + state)) {
            next = rep3;
            rep3 = rep2;
          } else {
            next = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = next;
      }
      if (count) {
        state = state < 7 ? 9 : 11;
      } else {
        count = run(REP_LENGTH);
        state = state < 7 ? 8 : 11;
      }
    } else {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      count = run(LENGTH);
      state = state < 7 ? 7 : 10;
      rep0 = distance(count);
    }
    if (rep0 >= length) return null;
    for (; count && length < size; count--) output[length] = output[length++ - rep0 - 1];
  }
  return length === size && coder[1] === 0 && at === input.length ? output : null;
}
