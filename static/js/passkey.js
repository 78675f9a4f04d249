// Lets a form ask the browser for a passkey. Without a script, or without passkeys, the form stays
// hidden and the other ways in remain.
const able = window.PublicKeyCredential?.parseCreationOptionsFromJSON

async function options(form) {
  const told = document.getElementById("passkey-options")
  if (told) return JSON.parse(told.textContent)
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } })
  return answer.json()
}

async function credential(form) {
  const { creation_options: creation, request_options: request } = await options(form)
  if (creation) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(creation.publicKey)
    return navigator.credentials.create({ publicKey })
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(request.publicKey)
  return navigator.credentials.get({ publicKey })
}

for (const part of document.querySelectorAll("[data-passkey]")) {
  part.hidden = !able === (part.dataset.passkey === "form")
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    try {
      form.elements.credential.value = JSON.stringify(await credential(form))
      form.submit()
    } catch {
      form.querySelector("[role=alert]").textContent = form.dataset.problem
    }
  })
}
