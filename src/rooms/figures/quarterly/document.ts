// The frame of a release's pages, which stand alone as files: a style of their own, no script, nothing fetched from elsewhere.
import { html, raw, when, type Html } from '#kit/view/html.ts';

const style = raw`<style>
body{font:18px/1.5 Arial,Helvetica,sans-serif;color:#0b0c0c;background:#fff;max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:2rem;line-height:1.2}h2{font-size:1.5rem;margin-top:2.5rem}a{color:#1a5d8f}a:focus{outline:3px solid #ffdd00;background:#ffdd00;color:#0b0c0c}
.lead{font-size:1.25rem}.practice{border-left:10px solid #0b0c0c;padding:.5rem 1rem;font-weight:bold}
.nrm-scroll,.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:1rem}caption{text-align:left;font-weight:bold}
th,td{border-bottom:1px solid #b1b4b6;padding:.4rem .6rem .4rem 0;text-align:left;vertical-align:top}.number-cell,.govuk-table__cell--numeric,.govuk-table__header--numeric{text-align:right}
figure{margin:1.5rem 0}svg{max-width:100%;height:auto;display:block;font-family:Arial,Helvetica,sans-serif}
.nrm-chart{width:100%}.nrm-chart text{fill:#0b0c0c;font-size:14px}.nrm-chart--grows{height:revert-layer}.nrm-chart__bar,.nrm-chart__dot{fill:#0b4f55}.nrm-chart__line{fill:none;stroke:#0b4f55;stroke-width:3}
.nrm-chart__grid{stroke:#cecece}.nrm-chart__axis{stroke:#0b0c0c}.nrm-chart__break{stroke:#0b0c0c;stroke-width:1.5;stroke-dasharray:5 4}
.area{stroke:#fff;stroke-width:.6}.band-0{fill:#d9ecee}.band-1{fill:#8fc1c6}.band-2{fill:#3b858c}.band-3{fill:#0b4f55}.hidden-area{stroke:#0b0c0c;stroke-width:.4}.no-number{fill:#e4e3e2}
@media print{.nrm-scroll,.scroll{overflow:visible}}
</style>`;

export const documentOf = (title: string, body: Html, practice: string | undefined): Html => html`${raw`<!DOCTYPE html>`}
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${style}</head>
<body><main>${when(practice !== undefined, () => html`<p class="practice">${practice}</p>`)}<h1>${title}</h1>
${body}</main></body></html>
`;
