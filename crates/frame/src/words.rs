//! The words of every page: message files in each language, found by identifier.
//!
//! Never: words in templates or handlers, a page without words because one message is missing.
//! Truth: `messages/<language>/*.ftl`, one file for each area of the screens; labels of law and cases come from packs.
use std::borrow::Cow;
use std::sync::LazyLock;

use fluent::bundle::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;
use kernel::{Label, Language, Mistake, Refusal};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource, IntlLangMemoizer>;

#[derive(RustEmbed)]
#[folder = "messages"]
struct Files;

static CHINESE: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Chinese));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English));

/// The words of `language`.
#[must_use]
pub const fn of(language: Language) -> Words {
    Words::in_language(language)
}

/// The words in one language. Small and copied everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

impl Words {
    /// The words of `language`.
    #[must_use]
    pub const fn in_language(language: Language) -> Self {
        Self { language }
    }

    /// The language spoken.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    /// The message `id`; the identifier itself where no file has it, which a test refuses.
    #[must_use]
    pub fn say(self, id: &str) -> Cow<'static, str> {
        self.find(id, None).unwrap_or_else(|| Cow::Owned(id.to_owned()))
    }

    /// The message `id` with values put in.
    #[must_use]
    pub fn with<'a, V: Into<FluentValue<'a>>, const N: usize>(self, id: &str, values: [(&'a str, V); N]) -> String {
        let mut args = FluentArgs::with_capacity(N);
        for (name, value) in values {
            args.set(name, value);
        }
        self.find(id, Some(&args)).map_or_else(|| id.to_owned(), Cow::into_owned)
    }

    /// The message `id` with values, of which those that are whole numbers choose between one and many.
    #[must_use]
    pub fn with_numbers<const N: usize>(self, id: &str, values: [(&str, String); N]) -> String {
        self.with(id, values.map(|(name, text)| (name, number_or_text(&text).into_owned())))
    }

    /// The message `id`, or nothing: for codes that come from elsewhere and may be new. Values that are whole numbers
    /// choose between one and many.
    #[must_use]
    pub fn try_with(self, id: &str, values: &[(String, String)]) -> Option<String> {
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (name.as_str(), number_or_text(value))).collect();
        self.find(id, Some(&args)).map(Cow::into_owned)
    }

    /// What a rule said no to, in the words of the pack where it has some.
    #[must_use]
    pub fn refusal(self, refusal: &Refusal) -> String {
        let said = refusal.said.as_ref().map(|said| self.label(said));
        let written = || self.try_with(&format!("refusal-{}", refusal.code), &self.values(refusal));
        said.or_else(written).unwrap_or_else(|| self.with("refusal-other", [("code", refusal.code.0)]))
    }

    /// What one may do instead.
    #[must_use]
    pub fn instead(self, refusal: &Refusal) -> String {
        let written = self.try_with(&format!("refusal-{}-instead", refusal.code), &self.values(refusal));
        written.unwrap_or_else(|| self.say("refusal-other-instead").into_owned())
    }

    /// What a refusal names, as people call it where there are words for it.
    fn values(self, refusal: &Refusal) -> Vec<(String, String)> {
        let called = refusal.called.iter().map(|(name, label)| (name.clone(), self.label(label)));
        self.written(&refusal.with).into_iter().chain(called).collect()
    }

    /// What is wrong with what was typed.
    #[must_use]
    pub fn mistake(self, mistake: &Mistake) -> String {
        let said = mistake.said.as_ref().map(|said| self.label(said));
        let written = || self.try_with(&format!("mistake-{}", mistake.code), &self.written(&mistake.with));
        said.or_else(written).unwrap_or_else(|| self.say("mistake-unclear").into_owned())
    }

    /// The label in this language.
    #[must_use]
    pub fn label(self, label: &Label) -> String {
        label.in_language(self.language).to_owned()
    }

    /// The tag that `lang` wants: `zh-CN` or `en`.
    #[must_use]
    pub const fn html_tag(self) -> &'static str {
        match self.language {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }

    fn find(self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
        let bundle: &'static Bundle = match self.language {
            Language::Chinese => &CHINESE,
            Language::English => &ENGLISH,
        };
        let pattern = bundle.get_message(id)?.value()?;
        let mut mistakes = Vec::new();
        let text = match args {
            None => bundle.format_pattern(pattern, None, &mut mistakes),
            Some(args) => Cow::Owned(bundle.format_pattern(pattern, Some(args), &mut mistakes).into_owned()),
        };
        for mistake in mistakes {
            tracing::warn!(message = id, %mistake, "message not complete");
        }
        Some(text)
    }
}

/// A number where `text` is one that reads the same as a number: `7`, but neither `007` nor an ID number.
fn number_or_text(text: &str) -> FluentValue<'_> {
    let number = text.parse::<u32>().ok().filter(|number| number.to_string() == text);
    number.map_or_else(|| FluentValue::from(text), FluentValue::from)
}

fn bundle(language: Language) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().expect("the tags of our languages are valid");
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // Without this every value in a sentence is wrapped in invisible marks, which reach copies and tests.
    bundle.set_use_isolating(false);
    for path in Files::iter().filter(|path| path.starts_with(language.tag())) {
        let file = Files::get(&path).expect("the file was just listed");
        let text = String::from_utf8(file.data.into_owned()).expect("message files are UTF-8");
        let resource = FluentResource::try_new(text).unwrap_or_else(|(read, mistakes)| {
            tracing::error!(%path, ?mistakes, "message file not understood in part");
            read
        });
        if let Err(mistakes) = bundle.add_resource(resource) {
            tracing::error!(%path, ?mistakes, "message written twice");
        }
    }
    bundle
}
