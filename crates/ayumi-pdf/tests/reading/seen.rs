//! What a page shows is read as a person reads it.

use crate::make::{Page, pdf};
use crate::show::show;

#[test]
fn first() {
    let page = Page::a4()
        .text(60.0, 80.0, 18.0, "第2期 みどり野市社協活動計画")
        .text(60.0, 120.0, 10.5, "令和3年度から")
        .table(
            &[60.0, 200.0, 400.0],
            &[150.0, 180.0, 210.0],
            &[&["目標", "事業"], &["まもる", "見守り"]],
        );
    assert_eq!(show(&pdf(vec![page])), "");
}
