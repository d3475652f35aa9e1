// What a test puts into a page before its own code runs: a camera that shows one colour, a screen whose colour and size
// the test changes, and a record of every track and peer connection, so that the test can ask the browser itself what is
// open and what leaves; what the page told its worker, and what it holds in memory for saving. A picture can be held
// before the camera.
// Runs inside the page; `paint` is an [r, g, b], `picture` the camera's size and rate. On a desktop the screen is real.
export function instrument(paint, picture, hasDesktop) {
  const screen = { colour: [0, 0, 0], width: 960, height: 540, surface: 'window', asked: [], tracks: [] };
  const record = {
    tracks: [], peers: [], held: undefined, workers: [], told: {}, blobs: new Map(), screen,
    asked: [], trouble: () => undefined, paint,
  };
  Object.defineProperty(window, 'testRecord', { value: record });

  const RealPeer = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends RealPeer {
    constructor(...rest) {
      super(...rest);
      record.peers.push(this);
    }
  };

  // Somebody pulls a device out.
  record.unplug = (kind) => {
    for (const track of record.tracks.filter((one) => one.kind === kind && one.readyState === 'live')) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
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
    record.asked.push(JSON.parse(JSON.stringify(constraints)));
    const error = await record.trouble(); // the name of one, after as long as the test wants it to take
    if (error !== undefined) throw new DOMException('the test has it so', error);
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

  if (hasDesktop) {
    const realGetDisplayMedia = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    // Firefox without its dialog shows the screen, whatever it was asked for. Asked its older way, it takes the window
    // that was opened first.
    const firstWindow = () => realGetUserMedia({ video: { mediaSource: 'window' } });
    const isFirefox = navigator.userAgent.includes('Firefox');
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      const isWindow = options.video.displaySurface === 'window';
      const stream = await (isFirefox && isWindow ? firstWindow() : realGetDisplayMedia(options));
      screen.tracks.push(...stream.getTracks());
      return stream;
    };
    return;
  }

  // A screen: what the test paints. It ends as a window that is closed does, and changes as one that is switched.
  navigator.mediaDevices.getDisplayMedia = async (options) => {
    screen.asked.push(JSON.parse(JSON.stringify(options)));
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    let step = 0;
    const paintScreen = () => {
      if (canvas.width !== screen.width || canvas.height !== screen.height) {
        canvas.width = screen.width;
        canvas.height = screen.height;
      }
      step += 1;
      context.fillStyle = `rgb(${screen.colour.join(',')})`;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = 'grey';
      context.fillRect((step * 8) % canvas.width, 0, 24, 24);
    };
    paintScreen();
    const timer = setInterval(paintScreen, 100);
    const [track] = canvas.captureStream(10).getVideoTracks();
    const { surface } = screen;
    track.getSettings = () => ({ displaySurface: surface, width: canvas.width, height: canvas.height });
    const stop = track.stop.bind(track);
    track.stop = () => {
      clearInterval(timer);
      stop();
    };
    screen.tracks.push(track);
    return new MediaStream([track]);
  };
  screen.closeSurface = () => {
    const track = screen.tracks.at(-1);
    track.stop();
    track.dispatchEvent(new Event('ended'));
  };
  screen.switchSurface = () => screen.tracks.at(-1).dispatchEvent(new Event('configurationchange'));
}
