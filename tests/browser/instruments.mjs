// What a test puts into a page before its own code runs: a camera that shows one colour, and a record of every track
// and peer connection, so that the test can ask the browser itself what is open and what leaves; what the page told its
// worker, and what it holds in memory for saving. A picture can be held before the camera.
// Runs inside the page; `paint` is an [r, g, b], `picture` the camera's size and rate.
export function instrument(paint, picture) {
  const record = { tracks: [], peers: [], held: undefined, workers: [], told: {}, blobs: new Map() };
  Object.defineProperty(window, 'testRecord', { value: record });

  const RealPeer = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends RealPeer {
    constructor(...rest) {
      super(...rest);
      record.peers.push(this);
    }
  };

  const RealWorker = window.Worker;
  window.Worker = class extends RealWorker {
    constructor(...rest) {
      super(...rest);
      record.workers.push(this);
    }
    postMessage(message, ...rest) {
      record.told[message.type] = (record.told[message.type] ?? 0) + 1;
      super.postMessage(message, ...rest);
    }
  };

  const createObjectURL = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) => {
    const url = createObjectURL(blob);
    record.blobs.set(url, blob);
    return url;
  };

  if (navigator.mediaDevices === undefined) return; // about:blank, before the first page
  const realGetUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await realGetUserMedia(constraints);
    record.tracks.push(...stream.getTracks());
    return constraints.video ? colouredCamera(stream) : stream;
  };

  // The real (fake) camera stays open behind the picture, so that closing one is closing the other.
  function colouredCamera(stream) {
    const canvas = document.createElement('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    const context = canvas.getContext('2d');
    let step = 0;
    const timer = setInterval(() => {
      step += 1;
      context.fillStyle = `rgb(${paint.join(',')})`;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = 'white'; // something moves, so that frames differ
      context.fillRect((step * 8) % canvas.width, 0, 32, 32);
      if (record.held !== undefined) { // a picture held before the camera
        const size = canvas.height;
        context.fillRect(0, 0, canvas.width, size);
        context.drawImage(record.held, (canvas.width - size) / 2, 0, size, size);
      }
    }, 1000 / picture.framesPerSecond);
    const [painted] = canvas.captureStream(picture.framesPerSecond).getVideoTracks();
    const [real] = stream.getVideoTracks();
    const settings = real.getSettings();
    painted.getSettings = () => settings;
    const stopPainted = painted.stop.bind(painted);
    painted.stop = () => {
      clearInterval(timer);
      stopPainted();
      real.stop();
    };
    record.tracks.push(painted);
    return new MediaStream([painted]);
  }
}
