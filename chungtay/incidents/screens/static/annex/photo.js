// Makes a photo harmless before it is sealed: only its picture is kept, drawn anew; position, device and day are not.

const MOST = 2048; // pixels, of the longer side: enough to read a number plate, small enough for a weak line
const MOST_BYTES = 40 * 2 ** 20; // of the file; larger ones would take the memory of a small phone
const QUALITY = 0.85;

/** `why`: "large" or "unreadable". */
export class PhotoError extends Error {
  constructor(why) { super(why); this.why = why; }
}

/** A file that somebody chose → { bytes, type, width, height } of a JPEG without any word about itself. */
export async function redraw(file) {
  if (file.size > MOST_BYTES) throw new PhotoError('large');
  let picture;
  // Turned as the camera was held, for what says so is dropped.
  try { picture = await createImageBitmap(file, { imageOrientation: 'from-image' }); }
  catch { throw new PhotoError('unreadable'); }
  try {
    const scale = Math.min(1, MOST / Math.max(picture.width, picture.height));
    const [width, height] = [picture.width, picture.height].map(side => Math.max(1, Math.round(side * scale)));
    const sheet = new OffscreenCanvas(width, height), pen = sheet.getContext('2d', { alpha: false });
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, 0, 0, width, height);
    const drawn = await sheet.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    return { bytes: new Uint8Array(await drawn.arrayBuffer()), type: drawn.type, width, height };
  } finally { picture.close(); }
}
