//! Every page from its samples, to look at (`cargo xtask render`).

use askama::Template;
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

/// A page as text.
///
/// # Panics
/// Never: our templates only fail where a value's `Display` fails, and none does.
pub fn html(page: &impl Template) -> String {
    page.render().expect("no Display of ours fails")
}

#[cfg(test)]
mod tests {
    /// Writes the pages where one can look at them: `AYUMI_RENDER_TO=/tmp/pages`.
    #[test]
    fn every_page_renders() {
        let pages = super::all();
        assert!(pages.len() > 60, "{}", pages.len());
        let Ok(folder) = std::env::var("AYUMI_RENDER_TO") else {
            return;
        };
        let folder = std::path::Path::new(&folder);
        std::fs::create_dir_all(folder.join("assets/vendor")).unwrap();
        for (name, html) in pages {
            std::fs::write(folder.join(name), html).unwrap();
        }
        for (name, bytes) in super::assets() {
            std::fs::write(folder.join("assets").join(name), bytes).unwrap();
        }
    }
}
