// What a test puts into a page before its own code runs: a camera that shows one colour, and a record of every track
// and peer connection, so that the test can ask the browser itself what is open and what leaves. A picture can be held
// before the camera.
// Runs inside the page; `paint` is an [r, g, b], `picture` the camera's size and rate.
export function instrument(paint, picture) {
  const record = { tracks: [], peers: [], held: undefined };
  Object.defineProperty(window, 'testRecord', { value: record });

  const RealPeer = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends RealPeer {
    constructor(...rest) {
      super(...rest);
      record.peers.push(this);
    }
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
