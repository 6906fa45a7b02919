// Made by tools/make-govuk.ts from govuk-frontend 6.6.0; do not edit, run: node tools/make-govuk.ts
import type { Html } from './html.ts';
import { macro, type Attributes } from './macro.ts';

type DatePart = Readonly<Record<string, unknown>>;

export type AccordionOptions = {
  readonly id: string;
  readonly headingLevel?: number | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly rememberExpanded?: boolean | undefined;
  readonly hideAllSectionsText?: string | undefined;
  readonly hideSectionText?: string | undefined;
  readonly hideSectionAriaLabelText?: string | undefined;
  readonly showAllSectionsText?: string | undefined;
  readonly showSectionText?: string | undefined;
  readonly showSectionAriaLabelText?: string | undefined;
  readonly items: readonly {
    readonly heading: { readonly text?: string | number | undefined; readonly html?: Html | undefined };
    readonly summary?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
    readonly content: { readonly text?: string | number | undefined; readonly html?: Html | undefined };
    readonly expanded?: boolean | undefined;
  }[];
};

export function accordion(options: AccordionOptions): Html {
  return macro('accordion', options);
}

export type BackLinkOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly href: string;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function backLink(options: BackLinkOptions): Html {
  return macro('back-link', options);
}

export type BreadcrumbsOptions = {
  readonly items: readonly {
    readonly text?: string | number | undefined;
    readonly html?: Html | undefined;
    readonly href?: string | undefined;
    readonly attributes?: Attributes | undefined;
  }[];
  readonly classes?: string | undefined;
  readonly collapseOnMobile?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
  readonly labelText?: string | undefined;
};

export function breadcrumbs(options: BreadcrumbsOptions): Html {
  return macro('breadcrumbs', options);
}

export type ButtonOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly type?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: string | number | undefined;
  readonly disabled?: boolean | undefined;
  readonly href?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly preventDoubleClick?: boolean | undefined;
  readonly isStartButton?: boolean | undefined;
  readonly id?: string | undefined;
};

export function button(options: ButtonOptions): Html {
  return macro('button', options);
}

export type CharacterCountOptions = {
  readonly id?: string | undefined;
  readonly name: string;
  readonly rows?: string | number | undefined;
  readonly value?: string | number | undefined;
  readonly maxlength?: string | number | undefined;
  readonly maxwords?: string | number | undefined;
  readonly threshold?: string | number | undefined;
  readonly countType?: string | undefined;
  readonly label: LabelOptions;
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly formGroup?:
    | {
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
        readonly beforeInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
        readonly afterInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
      }
    | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly countMessage?: { readonly classes?: string | undefined } | undefined;
  readonly textareaDescriptionText?: string | undefined;
  readonly charactersUnderLimitText?: Readonly<Record<string, string>> | undefined;
  readonly charactersAtLimitText?: string | undefined;
  readonly charactersOverLimitText?: Readonly<Record<string, string>> | undefined;
  readonly wordsUnderLimitText?: Readonly<Record<string, string>> | undefined;
  readonly wordsAtLimitText?: string | undefined;
  readonly wordsOverLimitText?: Readonly<Record<string, string>> | undefined;
};

export function characterCount(options: CharacterCountOptions): Html {
  return macro('character-count', options);
}

export type CheckboxesOptions = {
  readonly describedBy?: string | undefined;
  readonly fieldset?: FieldsetOptions | undefined;
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly formGroup?:
    | {
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
        readonly beforeInputs?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
        readonly afterInputs?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
      }
    | undefined;
  readonly idPrefix?: string | undefined;
  readonly name: string;
  readonly items: readonly {
    readonly text?: string | number | undefined;
    readonly html?: Html | undefined;
    readonly id?: string | undefined;
    readonly name?: string | undefined;
    readonly value?: string | number | undefined;
    readonly label?: LabelOptions | undefined;
    readonly hint?: HintOptions | undefined;
    readonly divider?: string | undefined;
    readonly checked?: boolean | undefined;
    readonly conditional?: { readonly html: Html } | undefined;
    readonly behaviour?: string | undefined;
    readonly disabled?: boolean | undefined;
    readonly attributes?: Attributes | undefined;
  }[];
  readonly values?: readonly string[] | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function checkboxes(options: CheckboxesOptions): Html {
  return macro('checkboxes', options);
}

export type CookieBannerOptions = {
  readonly ariaLabel?: string | undefined;
  readonly hidden?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly messages: readonly {
    readonly headingText?: string | undefined;
    readonly headingHtml?: Html | undefined;
    readonly text?: string | number | undefined;
    readonly html?: Html | undefined;
    readonly actions?:
      | readonly {
          readonly text: string | number;
          readonly type?: string | undefined;
          readonly href?: string | undefined;
          readonly name?: string | undefined;
          readonly value?: string | number | undefined;
          readonly classes?: string | undefined;
          readonly attributes?: Attributes | undefined;
        }[]
      | undefined;
    readonly hidden?: boolean | undefined;
    readonly role?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  }[];
};

export function cookieBanner(options: CookieBannerOptions): Html {
  return macro('cookie-banner', options);
}

export type DateInputOptions = {
  readonly id: string;
  readonly namePrefix?: string | undefined;
  readonly items?:
    | readonly {
        readonly id?: string | undefined;
        readonly name: string;
        readonly label?: string | undefined;
        readonly value?: string | number | undefined;
        readonly error?: boolean | undefined;
        readonly autocomplete?: string | undefined;
        readonly pattern?: string | undefined;
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
      }[]
    | undefined;
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly formGroup?:
    | {
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
        readonly beforeInputs?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
        readonly afterInputs?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
      }
    | undefined;
  readonly fieldset?: FieldsetOptions | undefined;
  readonly day?: DatePart | undefined;
  readonly month?: DatePart | undefined;
  readonly year?: DatePart | undefined;
  readonly values?: { readonly day?: string | undefined; readonly month?: string | undefined; readonly year?: string | undefined } | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function dateInput(options: DateInputOptions): Html {
  return macro('date-input', options);
}

export type DetailsOptions = {
  readonly summaryText?: string | undefined;
  readonly summaryHtml?: Html | undefined;
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly id?: string | undefined;
  readonly open?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function details(options: DetailsOptions): Html {
  return macro('details', options);
}

export type ErrorMessageOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly visuallyHiddenText?: string | undefined;
};

export function errorMessage(options: ErrorMessageOptions): Html {
  return macro('error-message', options);
}

export type ErrorSummaryOptions = {
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly descriptionText?: string | undefined;
  readonly descriptionHtml?: Html | undefined;
  readonly errorList?:
    | readonly {
        readonly href?: string | undefined;
        readonly text?: string | number | undefined;
        readonly html?: Html | undefined;
        readonly attributes?: Attributes | undefined;
      }[]
    | undefined;
  readonly disableAutoFocus?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function errorSummary(options: ErrorSummaryOptions): Html {
  return macro('error-summary', options);
}

export type ExitThisPageOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly redirectUrl?: string | undefined;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly activatedText?: string | undefined;
  readonly timedOutText?: string | undefined;
  readonly pressTwoMoreTimesText?: string | undefined;
  readonly pressOneMoreTimeText?: string | undefined;
};

export function exitThisPage(options: ExitThisPageOptions): Html {
  return macro('exit-this-page', options);
}

export type FeedbackOptions = {
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly headingLevel?: number | undefined;
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function feedback(options: FeedbackOptions): Html {
  return macro('feedback', options);
}

export type FieldsetOptions = {
  readonly describedBy?: string | undefined;
  readonly legend?:
    | {
        readonly text?: string | number | undefined;
        readonly html?: Html | undefined;
        readonly classes?: string | undefined;
        readonly isPageHeading?: boolean | undefined;
      }
    | undefined;
  readonly classes?: string | undefined;
  readonly role?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly html?: Html | undefined;
};

export function fieldset(options: FieldsetOptions): Html {
  return macro('fieldset', options);
}

export type FileUploadOptions = {
  readonly name: string;
  readonly id?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly multiple?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly label: LabelOptions;
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly formGroup?:
    | {
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
        readonly beforeInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
        readonly afterInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
      }
    | undefined;
  readonly javascript?: boolean | undefined;
  readonly chooseFilesButtonText?: string | undefined;
  readonly dropInstructionText?: string | undefined;
  readonly multipleFilesChosenText?: Readonly<Record<string, string>> | undefined;
  readonly noFileChosenText?: string | undefined;
  readonly enteredDropZoneText?: string | undefined;
  readonly leftDropZoneText?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly wrapperClasses?: string | undefined;
  readonly wrapperAttributes?: Attributes | undefined;
};

export function fileUpload(options: FileUploadOptions): Html {
  return macro('file-upload', options);
}

export type GenericHeaderOptions = {
  readonly url?: string | undefined;
  readonly logoText?: string | undefined;
  readonly logoHtml?: Html | undefined;
  readonly containerClasses?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function genericHeader(options: GenericHeaderOptions): Html {
  return macro('generic-header', options);
}

export type HintOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function hint(options: HintOptions): Html {
  return macro('hint', options);
}

export type InputOptions = {
  readonly id?: string | undefined;
  readonly name: string;
  readonly type?: string | undefined;
  readonly inputmode?: string | undefined;
  readonly value?: string | number | undefined;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly label: LabelOptions;
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly prefix?:
    | {
        readonly text?: string | number | undefined;
        readonly html?: Html | undefined;
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
  readonly suffix?:
    | {
        readonly text?: string | number | undefined;
        readonly html?: Html | undefined;
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
  readonly formGroup?:
    | {
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
        readonly beforeInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
        readonly afterInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
      }
    | undefined;
  readonly classes?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly pattern?: string | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly autocapitalize?: string | undefined;
  readonly inputWrapper?: { readonly classes?: string | undefined; readonly attributes?: Attributes | undefined } | undefined;
  readonly attributes?: Attributes | undefined;
};

export function input(options: InputOptions): Html {
  return macro('input', options);
}

export type InsetTextOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function insetText(options: InsetTextOptions): Html {
  return macro('inset-text', options);
}

export type LabelOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly for?: string | undefined;
  readonly isPageHeading?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function label(options: LabelOptions): Html {
  return macro('label', options);
}

export type LanguageNavigationOptions = {
  readonly items: readonly {
    readonly text?: string | number | undefined;
    readonly html?: Html | undefined;
    readonly lang: string;
    readonly hrefLang?: string | undefined;
    readonly dir?: string | undefined;
    readonly href?: string | undefined;
    readonly current?: boolean | undefined;
    readonly languageDescriptionText?: string | undefined;
    readonly classes?: string | undefined;
    readonly attributes?: Attributes | undefined;
  }[];
  readonly ariaLabel?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function languageNavigation(options: LanguageNavigationOptions): Html {
  return macro('language-navigation', options);
}

export type NotificationBannerOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly titleHeadingLevel?: string | undefined;
  readonly type?: string | undefined;
  readonly role?: string | undefined;
  readonly titleId?: string | undefined;
  readonly disableAutoFocus?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function notificationBanner(options: NotificationBannerOptions): Html {
  return macro('notification-banner', options);
}

export type PaginationOptions = {
  readonly items?:
    | readonly {
        readonly number?: string | number | undefined;
        readonly visuallyHiddenText?: string | undefined;
        readonly href?: string | undefined;
        readonly current?: boolean | undefined;
        readonly ellipsis?: boolean | undefined;
        readonly attributes?: Attributes | undefined;
      }[]
    | undefined;
  readonly previous?:
    | {
        readonly text?: string | number | undefined;
        readonly html?: Html | undefined;
        readonly labelText?: string | undefined;
        readonly href: string;
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
  readonly next?:
    | {
        readonly text?: string | number | undefined;
        readonly html?: Html | undefined;
        readonly labelText?: string | undefined;
        readonly href: string;
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
  readonly landmarkLabel?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function pagination(options: PaginationOptions): Html {
  return macro('pagination', options);
}

export type PanelOptions = {
  readonly titleText?: string | undefined;
  readonly titleHtml?: Html | undefined;
  readonly headingLevel?: number | undefined;
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly actions?:
    | {
        readonly items?:
          | readonly {
              readonly text: string | number;
              readonly type?: string | undefined;
              readonly href?: string | undefined;
              readonly classes?: string | undefined;
              readonly attributes?: Attributes | undefined;
            }[]
          | undefined;
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
};

export function panel(options: PanelOptions): Html {
  return macro('panel', options);
}

export type PasswordInputOptions = {
  readonly id?: string | undefined;
  readonly name: string;
  readonly value?: string | number | undefined;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly label: LabelOptions;
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly formGroup?:
    | {
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
        readonly beforeInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
        readonly afterInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
      }
    | undefined;
  readonly classes?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly showPasswordText?: string | undefined;
  readonly hidePasswordText?: string | undefined;
  readonly showPasswordAriaLabelText?: string | undefined;
  readonly hidePasswordAriaLabelText?: string | undefined;
  readonly passwordShownAnnouncementText?: string | undefined;
  readonly passwordHiddenAnnouncementText?: string | undefined;
  readonly button?: { readonly classes?: string | undefined } | undefined;
};

export function passwordInput(options: PasswordInputOptions): Html {
  return macro('password-input', options);
}

export type PhaseBannerOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly tag: TagOptions;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function phaseBanner(options: PhaseBannerOptions): Html {
  return macro('phase-banner', options);
}

export type RadiosOptions = {
  readonly fieldset?: FieldsetOptions | undefined;
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly formGroup?:
    | {
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
        readonly beforeInputs?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
        readonly afterInputs?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
      }
    | undefined;
  readonly idPrefix?: string | undefined;
  readonly name: string;
  readonly items: readonly {
    readonly text?: string | number | undefined;
    readonly html?: Html | undefined;
    readonly id?: string | undefined;
    readonly value?: string | number | undefined;
    readonly label?: LabelOptions | undefined;
    readonly hint?: HintOptions | undefined;
    readonly divider?: string | undefined;
    readonly checked?: boolean | undefined;
    readonly conditional?: { readonly html: Html } | undefined;
    readonly disabled?: boolean | undefined;
    readonly attributes?: Attributes | undefined;
  }[];
  readonly value?: string | number | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function radios(options: RadiosOptions): Html {
  return macro('radios', options);
}

export type SelectOptions = {
  readonly id?: string | undefined;
  readonly name: string;
  readonly items: readonly {
    readonly value?: string | number | undefined;
    readonly text: string | number;
    readonly selected?: boolean | undefined;
    readonly disabled?: boolean | undefined;
    readonly attributes?: Attributes | undefined;
  }[];
  readonly value?: string | number | undefined;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly label: LabelOptions;
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly formGroup?:
    | {
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
        readonly beforeInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
        readonly afterInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
      }
    | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function select(options: SelectOptions): Html {
  return macro('select', options);
}

export type ServiceNavigationOptions = {
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly ariaLabel?: string | undefined;
  readonly menuButtonText?: string | undefined;
  readonly menuButtonLabel?: string | undefined;
  readonly navigationLabel?: string | undefined;
  readonly navigationId?: string | undefined;
  readonly navigationClasses?: string | undefined;
  readonly collapseNavigationOnMobile?: boolean | undefined;
  readonly serviceName?: string | undefined;
  readonly serviceUrl?: string | undefined;
  readonly navigation?:
    | readonly {
        readonly current?: boolean | undefined;
        readonly active?: boolean | undefined;
        readonly html?: Html | undefined;
        readonly text?: string | number | undefined;
        readonly href?: string | undefined;
        readonly attributes?: Attributes | undefined;
      }[]
    | undefined;
  readonly slots?:
    | {
        readonly start?: Html | undefined;
        readonly end?: Html | { readonly html?: Html | undefined; readonly align?: Html | undefined } | undefined;
        readonly navigationStart?: Html | undefined;
        readonly navigationEnd?: Html | undefined;
      }
    | undefined;
};

export function serviceNavigation(options: ServiceNavigationOptions): Html {
  return macro('service-navigation', options);
}

export type SkipLinkOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly href?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function skipLink(options: SkipLinkOptions): Html {
  return macro('skip-link', options);
}

export type SummaryListOptions = {
  readonly rows: readonly {
    readonly classes?: string | undefined;
    readonly key: { readonly text?: string | number | undefined; readonly html?: Html | undefined; readonly classes?: string | undefined };
    readonly value: { readonly text?: string | number | undefined; readonly html?: Html | undefined; readonly classes?: string | undefined };
    readonly actions?:
      | {
          readonly items?:
            | readonly {
                readonly href: string;
                readonly text?: string | number | undefined;
                readonly html?: Html | undefined;
                readonly visuallyHiddenText?: string | undefined;
                readonly classes?: string | undefined;
                readonly attributes?: Attributes | undefined;
              }[]
            | undefined;
          readonly classes?: string | undefined;
        }
      | undefined;
  }[];
  readonly card?:
    | {
        readonly title?:
          | {
              readonly text?: string | number | undefined;
              readonly html?: Html | undefined;
              readonly headingLevel?: number | undefined;
              readonly classes?: string | undefined;
            }
          | undefined;
        readonly actions?:
          | {
              readonly items?:
                | readonly {
                    readonly href: string;
                    readonly text?: string | number | undefined;
                    readonly html?: Html | undefined;
                    readonly visuallyHiddenText?: string | undefined;
                    readonly classes?: string | undefined;
                    readonly attributes?: Attributes | undefined;
                  }[]
                | undefined;
              readonly classes?: string | undefined;
            }
          | undefined;
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
      }
    | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function summaryList(options: SummaryListOptions): Html {
  return macro('summary-list', options);
}

export type TableOptions = {
  readonly rows: readonly (readonly {
    readonly text?: string | number | undefined;
    readonly html?: Html | undefined;
    readonly format?: string | undefined;
    readonly classes?: string | undefined;
    readonly colspan?: number | undefined;
    readonly rowspan?: number | undefined;
    readonly attributes?: Attributes | undefined;
  }[])[];
  readonly head?:
    | readonly {
        readonly text?: string | number | undefined;
        readonly html?: Html | undefined;
        readonly format?: string | undefined;
        readonly classes?: string | undefined;
        readonly colspan?: number | undefined;
        readonly rowspan?: number | undefined;
        readonly attributes?: Attributes | undefined;
      }[]
    | undefined;
  readonly caption?: string | undefined;
  readonly captionClasses?: string | undefined;
  readonly firstCellIsHeader?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function table(options: TableOptions): Html {
  return macro('table', options);
}

export type TabsOptions = {
  readonly id?: string | undefined;
  readonly idPrefix?: string | undefined;
  readonly title?: string | undefined;
  readonly items: readonly {
    readonly id: string;
    readonly label: string;
    readonly attributes?: Attributes | undefined;
    readonly panel: { readonly text?: string | number | undefined; readonly html?: Html | undefined; readonly attributes?: Attributes | undefined };
  }[];
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function tabs(options: TabsOptions): Html {
  return macro('tabs', options);
}

export type TagOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function tag(options: TagOptions): Html {
  return macro('tag', options);
}

export type TaskListOptions = {
  readonly items: readonly {
    readonly title: { readonly text?: string | number | undefined; readonly html?: Html | undefined; readonly classes?: string | undefined };
    readonly hint?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
    readonly status: {
      readonly tag?: TagOptions | undefined;
      readonly text?: string | number | undefined;
      readonly html?: Html | undefined;
      readonly classes?: string | undefined;
    };
    readonly href?: string | undefined;
    readonly classes?: string | undefined;
  }[];
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
  readonly idPrefix?: string | undefined;
};

export function taskList(options: TaskListOptions): Html {
  return macro('task-list', options);
}

export type TextareaOptions = {
  readonly id?: string | undefined;
  readonly name: string;
  readonly spellcheck?: boolean | undefined;
  readonly rows?: string | number | undefined;
  readonly value?: string | number | undefined;
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly label: LabelOptions;
  readonly hint?: HintOptions | undefined;
  readonly errorMessage?: ErrorMessageOptions | undefined;
  readonly formGroup?:
    | {
        readonly classes?: string | undefined;
        readonly attributes?: Attributes | undefined;
        readonly beforeInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
        readonly afterInput?: { readonly text?: string | number | undefined; readonly html?: Html | undefined } | undefined;
      }
    | undefined;
  readonly classes?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function textarea(options: TextareaOptions): Html {
  return macro('textarea', options);
}

export type WarningTextOptions = {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
  readonly iconFallbackText?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

export function warningText(options: WarningTextOptions): Html {
  return macro('warning-text', options);
}
