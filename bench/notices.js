// Measures sealing, opening and searching with the annex's own modules, in the tab that `bench/notices.py` opens.
async ({ curves, notices, times }) => {
  const { seal } = T, { decode, encodeContent } = await import('./annex/content.js');
  const people = await Promise.all(Array.from({ length: 8 }, () => seal.generateIdentity(curves)));
  const cards = people.map(seal.card), dir = await seal.directory(cards), [me] = people;
  const words = 'nạn nhân được đón ở cửa khẩu, cán bộ hai bên đã gọi điện; ຜູ້ຖືກເຄາະຮ້າຍ ປອດໄພ. '.repeat(8);
  const wordy = n => encodeContent({ v: 1, kind: 'message', side: null, at: '2026-03-20T14:10:00+07:00', seen: [],
    text: `${words} số ${n}` });
  const middle = numbers => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const timed = async act => { const from = performance.now(); const made = await act(); return [performance.now() - from, made]; };
  const repeated = async act => {
    const took = [];
    for (let i = 0; i < times; i += 1) took.push((await timed(act))[0]);
    return middle(took.slice(2));
  };
  const ids = n => ({ nid: `notice-${n}`, iid: `item-${n}` });
  const message = wordy(0), photo = new Uint8Array(5 * 2 ** 20);
  for (let at = 0; at < photo.length; at += 65536) crypto.getRandomValues(photo.subarray(at, at + 65536));
  const found = {};
  found.message = await repeated(() => seal.seal(message, cards.slice(0, 4), me, ids(0)));
  found.photo = await repeated(() => seal.seal(photo, cards.slice(0, 4), me, ids(0)));
  const sealed = await seal.seal(photo, cards.slice(0, 4), me, ids(0));
  found.openPhoto = await repeated(() => seal.open(sealed, me, { ...ids(0), dir }));
  found.grant = await repeated(() => seal.regrant(sealed, me, cards[5], { ...ids(0), dir }));
  found.photoBytes = JSON.stringify(sealed).length;
  const many = [];
  for (let n = 0; n < notices; n += 1) many.push(await seal.seal(wordy(n), cards.slice(0, 4), people[n % 4], ids(n)));
  found.messageBytes = JSON.stringify(many[0]).length;
  const [took, opened] = await timed(() => Promise.all(many.map(async (item, n) =>
    decode((await seal.open(item, me, { ...ids(n), dir })).payload).header)));
  const plain = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replaceAll('đ', 'd').toLowerCase();
  const [searching, hits] = await timed(async () =>
    opened.filter(one => ['cua khau', `so ${notices - 1}`].every(word => plain(one.text).includes(word))));
  if (hits.length !== 1) throw new Error('the search did not find the one notice');
  const wrapping = async () => {
    const held = await seal.generateIdentity({ ...curves, extractable: true });
    const [wrap, wrapped] = await timed(() => seal.wrapPrivateKey(held, 'lusab babad'));
    return [wrap, (await timed(() => seal.unwrapPrivateKey(wrapped, 'lusab babad')))[0]];
  };
  [found.wrap, found.unwrap] = await wrapping();
  return { ...found, opening: took, searching };
}
