//! Small PDFs, written object by object.

/// Where and how a piece of text stands: font, size, left, baseline from the bottom.
pub(crate) struct Show<'a>(pub(crate) &'a str, pub(crate) f64, pub(crate) f64, pub(crate) f64);

/// A PDF in the making: pages of letter size with the fonts F (Helvetica), B (bold), C (Courier).
#[derive(Default)]
pub(crate) struct Pdf {
    pages: Vec<Vec<u8>>,
    catalog: String,
    info: String,
    extra: Vec<Vec<u8>>,
    trailer: String,
}

impl Pdf {
    /// Adds a page with the given content stream.
    pub(crate) fn page(mut self, content: &str) -> Self {
        self.pages.push(content.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect());
        self
    }

    /// Adds a page with lines of text, each at its place.
    pub(crate) fn lines(self, lines: &[(Show<'_>, &str)]) -> Self {
        let mut content = String::new();
        for (Show(font, size, x, y), text) in lines {
            let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            content.push_str(&format!("BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET\n"));
        }
        self.page(&content)
    }

    /// Adds a page with lines of one column under each other, from the top.
    pub(crate) fn column(self, lines: &[&str]) -> Self {
        let placed: Vec<(Show<'_>, &str)> = (0_u32..)
            .zip(lines)
            .map(|(index, line)| (Show("F", 10.0, 72.0, 700.0 - f64::from(index) * 12.0), *line))
            .collect();
        self.lines(&placed)
    }

    /// Adds entries to the catalog.
    pub(crate) fn catalog(mut self, entries: &str) -> Self {
        self.catalog.push_str(entries);
        self
    }

    /// Adds entries to the information dictionary.
    pub(crate) fn info(mut self, entries: &str) -> Self {
        self.info.push_str(entries);
        self
    }

    /// Adds entries to the trailer.
    pub(crate) fn trailer(mut self, entries: &str) -> Self {
        self.trailer.push_str(entries);
        self
    }

    /// Adds an object; the first has the number 10.
    pub(crate) fn object(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.extra.push(body.into());
        self
    }

    /// The bytes.
    pub(crate) fn finish(self) -> Vec<u8> {
        let first_page = 10 + self.extra.len();
        let kids: Vec<String> =
            (0..self.pages.len()).map(|page| format!("{} 0 R", first_page + page * 2)).collect();
        let mut objects: Vec<(usize, Vec<u8>)> = vec![
            (1, format!("<</Type/Catalog/Pages 2 0 R {}>>", self.catalog).into()),
            (2, format!("<</Type/Pages/Count {}/Kids[{}]>>", kids.len(), kids.join(" ")).into()),
            (3, font("Helvetica")),
            (4, font("Helvetica-Bold")),
            (5, font("Courier")),
            (6, format!("<<{}>>", self.info).into()),
        ];
        objects.extend((10..).zip(self.extra));
        for (index, content) in self.pages.iter().enumerate() {
            let number = first_page + index * 2;
            let page = format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {} 0 R\
                 /Resources<</Font<</F 3 0 R/B 4 0 R/C 5 0 R/X 10 0 R>>/XObject<</X 10 0 R>>>>>>",
                number + 1
            );
            objects.push((number, page.into()));
            objects.push((number + 1, stream("", content)));
        }
        assemble(&objects, &self.trailer)
    }
}

/// The body of a stream object.
pub(crate) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut body = format!("<<{entries}/Length {}>>stream\n", data.len()).into_bytes();
    body.extend_from_slice(data);
    body.extend_from_slice(b"\nendstream");
    body
}

fn font(name: &str) -> Vec<u8> {
    format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>").into()
}

fn assemble(objects: &[(usize, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = vec![0; objects.iter().map(|(number, _)| number + 1).max().unwrap_or(1)];
    for (number, body) in objects {
        places[*number] = file.len();
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend_from_slice(body);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n", places.len()).bytes());
    for (number, place) in places.iter().enumerate() {
        let kind = if *place == 0 { "65535 f" } else { "00000 n" };
        assert!(number > 0 || *place == 0);
        file.extend(format!("{place:010} {kind} \n").bytes());
    }
    let size = places.len();
    let trailer = format!("trailer\n<</Size {size}/Root 1 0 R/Info 6 0 R{trailer}>>\n");
    file.extend(format!("{trailer}startxref\n{start}\n%%EOF\n").bytes());
    file
}
