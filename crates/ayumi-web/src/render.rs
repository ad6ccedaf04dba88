//! Every page from its samples, to look at (`cargo xtask render`).

use askama::Template;
use ayumi_core::plan::Plan;
use ayumi_locale::Lang;

use crate::samples;
use crate::words::Words;

/// Every page of every sample in both languages: file name and HTML. The addresses of style
/// sheets and script are relative, so that the files open from a folder.
pub fn all() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for lang in Lang::ALL {
        for (name, page) in samples::pages(Words(lang)) {
            let html = page.replace("\"/assets/", "\"assets/");
            pages.push((format!("{name}.{lang}.html"), html));
        }
    }
    pages
}

/// The files the pages need beside them, below `assets/`.
pub fn assets() -> Vec<(String, Vec<u8>)> {
    crate::assets::all()
}

/// The plans the samples are made of, for papers: name and plan.
pub fn plans() -> Vec<(&'static str, Plan)> {
    vec![
        ("typical", samples::plans::typical()),
        ("longest", samples::plans::longest()),
        ("empty", samples::plans::empty()),
        ("naughty", samples::plans::naughty()),
    ]
}

/// A page as text.
///
/// # Panics
/// Never: our templates only fail where a value's `Display` fails, and none does.
pub fn html(page: &impl Template) -> String {
    page.render().expect("no Display of ours fails")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_page_renders() {
        let pages = super::all();
        assert!(pages.len() > 60, "{}", pages.len());
    }
}
