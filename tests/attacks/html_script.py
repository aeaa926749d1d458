"""Displays scripts: plain, in odd spellings, split over outputs, loaded and imported."""
# earns: double sizes q1 q2
# %% double
def double(x):
    return 2 * x
# %% free after double
from IPython.display import HTML, display

display(HTML("<script>document.title='ESC'+'APED'</script>"))
display(HTML("<ScRiPt\n>document.title='ESC'+'APED'</sCrIpT\t>"))
display(HTML("<<script>script>document.title='ESC'+'APED'<</script>/script>"))
display(HTML('<script type="module">document.title="ESC"+"APED"</script><noscript><p title="</noscript><script>'
             "document.title='ESC'+'APED'</script>\">"))  # fmt: skip
display(HTML("<scr"), HTML("ipt>document.title='ESC'+'APED'</script>"))
display(HTML("<!--><script>document.title='ESC'+'APED'</script-->"))
display(HTML("<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x=1&gt;'>"))
HTML("<body onload=\"document.title='ESC'+'APED'\"><script src=data:,document.title='ESC'+'APED'></script>")
# %% sizes
m, n = 3, 4
# %% q1
q1 = "b"
# %% q2
q2 = {"a", "c"}
