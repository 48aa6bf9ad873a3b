//! Workbooks made part by part, as no program would write them.
#![allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "each test program uses its part")]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The number formats of the cells, by the `s` of a cell.
const FORMATS: &[&str] = &[
    "General",
    "dd/mm/yyyy",
    "h:mm",
    "[h]:mm:ss",
    "00000",
    r"0#&quot; &quot;##&quot; &quot;##&quot; &quot;##&quot; &quot;##",
    "0%",
    "0.0%",
    r"0\ 00\ 00\ 00\ 000\ 000",
    "@",
    "# ##0.00 [$€-40C]",
];

/// A sheet: its name, its state, what stands in it.
pub type Sheet<'a> = (&'a str, &'a str, &'a str);

/// The parts of a workbook.
pub fn parts(sheets: &[Sheet]) -> Vec<(String, String)> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let package = r#"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#;
    let to_book = format!(
        r#"<Relationships {package}><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let (mut book, mut to_sheets) = (String::new(), String::new());
    for (place, (name, state, _)) in sheets.iter().enumerate() {
        book.extend([format!(r#"<sheet name="{name}" sheetId="{}" state="{state}" r:id="s{place}"/>"#, place + 1)]);
        let sheet = format!("worksheets/{place}.xml");
        to_sheets.extend([format!(r#"<Relationship Id="s{place}" Type="{OFFICE}/worksheet" Target="{sheet}"/>"#)]);
    }
    let formats: Vec<_> = (164..)
        .zip(FORMATS)
        .map(|(id, code)| format!(r#"<numFmt numFmtId="{id}" formatCode="{}"/>"#, code.replace('"', "&quot;")))
        .collect();
    let used: Vec<_> = (164..).zip(FORMATS).map(|(id, _)| format!(r#"<xf numFmtId="{id}"/>"#)).collect();
    let strings = "<si><t>Infirmière</t></si><si><r><t>Aide</t></r><r><t>-soignante</t></r></si>";
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), types.to_owned()),
        ("_rels/.rels".to_owned(), to_book),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{book}</sheets></workbook>"#),
        ),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships {package}>{to_sheets}</Relationships>")),
        (
            "xl/styles.xml".to_owned(),
            format!(
                "<styleSheet {MAIN}><numFmts>{}</numFmts><cellXfs>{}</cellXfs></styleSheet>",
                formats.concat(),
                used.concat()
            ),
        ),
        ("xl/sharedStrings.xml".to_owned(), format!(r#"<sst {MAIN} count="2" uniqueCount="2">{strings}</sst>"#)),
    ];
    for (place, (_, _, data)) in sheets.iter().enumerate() {
        let sheet = format!("<worksheet {MAIN}><sheetData>{data}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/{place}.xml"), sheet));
    }
    parts
}

pub fn archive<Name: AsRef<str>, Part: AsRef<[u8]>>(parts: &[(Name, Part)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name.as_ref(), SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet.
pub fn book(data: &str) -> Vec<u8> {
    archive(&parts(&[("Feuil1", "visible", data)]))
}
