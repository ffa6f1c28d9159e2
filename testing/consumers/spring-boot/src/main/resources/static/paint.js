// A canvas to lay over an <img> that has loaded, with the photo's shape.
export function canvasOver(photo) {
  const canvas = document.createElement('canvas')
  const scale = Math.min(1, 2048 / Math.max(photo.naturalWidth, photo.naturalHeight))
  canvas.width = Math.round(photo.naturalWidth * scale)
  canvas.height = Math.round(photo.naturalHeight * scale)
  const pen = canvas.getContext('2d')
  Object.assign(pen, { strokeStyle: '#0078ff', lineWidth: canvas.width / 16, lineCap: 'round', lineJoin: 'round' })
  const draw = (event) => {
    pen.lineTo((event.offsetX * canvas.width) / canvas.clientWidth, (event.offsetY * canvas.height) / canvas.clientHeight)
    pen.stroke()
  }
  canvas.onpointerdown = (event) => { pen.beginPath(); draw(event) }
  canvas.onpointermove = (event) => { if (event.buttons) draw(event) }
  return canvas
}

export async function send(photoFile, canvas) {
  const form = new FormData()
  form.append('photo', photoFile)
  form.append('mask', await new Promise((done) => canvas.toBlob(done)))
  const answer = await fetch('/composites', { method: 'POST', body: form })
  if (!answer.ok) throw new Error((await answer.json()).detail)
  return URL.createObjectURL(await answer.blob())
}
