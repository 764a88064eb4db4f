"""What people write is saved while they write it, not only when they leave the field.

Streamlit sends a field's text when it is left or on Ctrl+Enter. After a pause this presses Ctrl+Enter for
the writer, who notices nothing; and a field is left when its tab is hidden or closed. A field of a form
is sent by the form's own button alone.
"""

PAUSE_MILLISECONDS = 1500

SCRIPT = f"""
if (!window.hvkWhileTyping) {{
  window.hvkWhileTyping = true;
  let pause;
  const own = field => field.matches?.("textarea") && !field.closest('form, [data-testid="stForm"]');
  const send = field => field.dispatchEvent(
    new KeyboardEvent("keydown", {{key: "Enter", ctrlKey: true, bubbles: true, cancelable: true}}));
  document.addEventListener("input", event => {{
    clearTimeout(pause);
    if (own(event.target)) pause = setTimeout(send, {PAUSE_MILLISECONDS}, event.target);
  }}, true);
  const leave = () => {{
    const field = document.activeElement;
    if (document.visibilityState === "hidden" && field && own(field)) field.blur();
  }};
  document.addEventListener("visibilitychange", leave);
}}
"""
