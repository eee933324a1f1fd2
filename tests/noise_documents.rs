//! What the noise analyser does with texts that are no ordinary scraped page.

use proptest::prelude::proptest;
use proptest::prop_assert;
use provenance::analysis::noise;
use provenance::analysis::noise::Category;
use provenance::analysis::noise::NoiseSpan;
use provenance::analysis::noise::Pattern;
use provenance::analysis::noise::Rules;
use provenance::document::Document;
use provenance::document::MediaType;

fn find(text: &str) -> Vec<NoiseSpan> {
    noise::find(&Document::from_text(text, MediaType::Plain), &Rules::default())
}

/// The noise of a text, as the text of its spans.
fn noise_in(text: &str) -> Vec<&str> {
    find(text).iter().map(|found| found.span.slice(text)).collect()
}

fn category_of(text: &str, line: &str) -> Option<Category> {
    let found = find(text);
    let holds = |found: &&NoiseSpan| found.span.slice(text).contains(line);
    found.iter().find(holds).map(|found| found.category)
}

/// Three paragraphs about a harbour, with `before` above and `after` below.
fn article(before: &str, after: &str) -> String {
    format!(
        "{before}\nThe harbour of Westport has reopened to cargo ships after two years of repairs, \
         the city council said on Monday.\nEngineers replaced more than four hundred metres of the \
         old quay wall, and the new cranes can lift twice as much as the ones that were taken down \
         in the spring.\n\"We expect the first container ship before the end of the week,\" said \
         the harbour master, who has worked there for thirty years.\n{after}\n"
    )
}

#[test]
fn a_specification_of_short_field_lines_is_content() {
    let text = "Frame header\n\nLength: 16 bits, unsigned\nType: 8 bits\nFlags: 8 bits\n\
                Stream identifier: 31 bits\nReserved: 1 bit, must be zero\n\nThe receiver must \
                discard a frame whose length is larger than the limit that it announced.\n\
                Error codes\n0x00 no error\n0x01 protocol error\n0x02 internal error\n\
                0x03 flow control error\n";
    assert_eq!(noise_in(text), Vec::<&str>::new());
}

#[test]
fn a_list_of_requirements_is_content() {
    let lines = (1..40).map(|number| {
        format!("REQ-{number}: The pump controller shall stop within {number} ms of the alarm.\n")
    });
    assert_eq!(noise_in(&lines.collect::<String>()), Vec::<&str>::new());
}

#[test]
fn a_poem_is_content() {
    let text = "The lamp is low, the tide is out,\nThe boats lie over on their side,\n\
                And no one in the town about\nWill say what happened to the tide.\n\n\
                O bring the water back again,\nO bring the water back again,\n\
                The gulls are walking in the lane,\nThe moon has nothing left to hide.\n";
    assert_eq!(noise_in(text), Vec::<&str>::new());
}

#[test]
fn a_short_report_loses_nothing() {
    for text in [
        "Harbour of Westport reopened to cargo ships\nThe harbour of Westport has reopened to cargo \
         ships after two years of repairs, the city council said on Monday.\nThe first ship is \
         expected before the end of the week.\n",
        "Der Hafen von Westport ist wieder offen\nNach zwei Jahren Bauzeit ist der Hafen von Westport \
         wieder für Frachtschiffe geöffnet, teilte die Stadt am Montag mit.\nDas erste Schiff wird \
         noch in dieser Woche erwartet.\n",
        "西港重新开放\n市政府星期一表示，经过两年的维修，西港已经重新向货船开放，预计每天可以停靠十二艘货船。\n\
         据介绍，工程更换了四百多米的旧码头岸壁，新的起重机的起重能力是原来的两倍。\n\
         港口负责人说，第一艘集装箱船将在本周末之前到达。\n",
    ] {
        assert_eq!(noise_in(text), Vec::<&str>::new());
    }
}

#[test]
fn the_closing_line_of_a_letter_is_content() {
    let text = "New Year's Letter of the Harbour Master\nDear colleagues,\nIn the past year we replaced \
                more than four hundred metres of the old quay wall, and no one was hurt in the work.\n\
                In the coming year we will open the harbour to ships again, and I count on each of you.\n\
                I wish you all health and happiness in the new year!\nRelated Articles\n";
    assert_eq!(noise_in(text), ["Related Articles"]);
}

#[test]
fn minutes_and_notices_keep_their_headings_and_fields() {
    let minutes = "Minutes of the meeting of 3 May 2024\nPresent: A. Berg, T. Lis\nExcused: O. Adeyemi\n\n\
                   1. Approval of the minutes\nThe minutes of the last meeting were approved.\n\n\
                   2. Status of the controller\nT. Lis reported that the prototype runs since Monday.\n\n\
                   3. Next meeting\n7 June 2024, 10:00, room 2\n";
    assert_eq!(noise_in(minutes), Vec::<&str>::new());
    let notice = "Change of the alarm limits\nThe values replace those in section 4.2.\n\
                  Low pressure: 1.2 bar\nHigh pressure: 6.5 bar\nDry run: 3 s\nThanks\nTom\n";
    assert_eq!(noise_in(notice), Vec::<&str>::new());
}

#[test]
fn a_requirement_table_without_markup_is_content() {
    let rows = (1..30).map(|number| {
        format!("PC-{number:03}\tThe pump shall stop within {number} ms.\tTest\tHigh\n")
    });
    let text = format!("ID\tRequirement\tVerification\tPriority\n{}", rows.collect::<String>());
    assert_eq!(noise_in(&text), Vec::<&str>::new());
}

#[test]
fn a_poem_in_chinese_and_a_timetable_are_content() {
    let poem =
        "潮水退去的时候\n船靠在沙上\n没有人问起\n潮水去了哪里\n\n灯低低地亮着\n海鸥走过小巷\n";
    assert_eq!(noise_in(poem), Vec::<&str>::new());
    let times =
        (6..20).map(|hour| format!("{hour:02}:10 Westport – Eastport, pier {}\n", hour % 4));
    assert_eq!(noise_in(&times.collect::<String>()), Vec::<&str>::new());
}

#[test]
fn a_list_of_names_is_content() {
    let text = "Members of the committee\nAnna Berg\nTomasz Lis\nMei Chen\nOlu Adeyemi\nJean Roux\n\
                Sofia Marin\nHenrik Dahl\nPriya Nair\nLuis Ortega\nKenji Mori\n";
    assert_eq!(noise_in(text), Vec::<&str>::new());
}

#[test]
fn code_and_tables_are_content() {
    let code = "fn main() {\n    let total: u32 = (1..=10).sum();\n    if total > 50 {\n        \
                println!(\"{total}\");\n    }\n}\n";
    assert_eq!(noise_in(code), Vec::<&str>::new());
    let table = "| code | meaning |\n|------|---------|\n| 200 | accepted |\n| 404 | not found |\n\
                 | 503 | try again later |\n";
    assert_eq!(noise_in(table), Vec::<&str>::new());
}

#[test]
fn structured_formats_keep_every_line() {
    let text = "# Share\n\n- Home\n- Contact us\n\nRelated articles\n\nAdvertisement\n";
    for media_type in [
        MediaType::Markdown,
        MediaType::ReStructuredText,
        MediaType::Json,
        MediaType::Yaml,
        MediaType::Html,
    ] {
        assert!(noise::find(&Document::from_text(text, media_type), &Rules::default()).is_empty());
    }
}

#[test]
fn a_text_with_headings_of_markup_or_articles_of_law_is_a_document() {
    let recipe = "# Bean soup\n\n- 1 onion\n- 2 leeks\n- 300 g beans\n\n## Steps\n\nCook the beans \
                  for two hours in plenty of water, then add the onion and the leeks.\n\nShare\n";
    assert_eq!(noise_in(recipe), Vec::<&str>::new());
    let law = "图书馆条例\n2020年7月24日 通过\n第一条 为了规范图书馆的管理，制定本条例。\n\
               第二条 图书馆应当每日开放不少于八小时，并向读者公布开放时间和借阅规则。\n\
               第三条 本条例自2021年9月1日起施行。\n";
    assert_eq!(noise_in(law), Vec::<&str>::new());
}

#[test]
fn capitals_and_mixed_languages_do_not_make_noise_of_sentences() {
    let shouted = article("", "").to_uppercase();
    assert_eq!(noise_in(&shouted), Vec::<&str>::new());
    let mixed =
        article("", "市政府星期一表示，港口将在夏天之前全部恢复运营，预计每天可以停靠十二艘货船。");
    assert_eq!(noise_in(&mixed), Vec::<&str>::new());
}

#[test]
fn captions_are_named_and_their_repetition_told_apart() {
    let caption = "Photo: The new cranes at Westport harbour. Photo by Ann Lee";
    let again = "Photo: The new cranes at Westport harbour. Photo by Ann Lee.";
    let text = article(
        "",
        &format!(
            "{caption}\n{again}\nThe cranes stand on rails that run \
        along the whole quay, and they were paid for by the port authority."
        ),
    );
    let found: Vec<Category> = find(&text).iter().map(|found| found.category).collect();
    assert_eq!(found, [Category::ImageCaption, Category::DuplicatedCaption]);
}

#[test]
fn dated_headlines_below_an_article_are_one_span() {
    let list = "Ferry to the islands runs again 2024-03-02\nFish market opens its doors \
                2024-03-01\nStorm warning for the whole coast 2024-02-28\n";
    let text = article("", &format!("Popular Articles\n{list}"));
    let found = find(&text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[1].category, Category::HeadlineList);
    assert_eq!(found[1].last_line.get() - found[1].first_line.get(), 2);
}

#[test]
fn a_salutation_is_content() {
    let text = article("Dear friends and colleagues:", "");
    assert_eq!(noise_in(&text), Vec::<&str>::new());
}

#[test]
fn noise_around_an_article_is_found_and_named() {
    let text = article(
        "Home > News > Coast\nHarbour of Westport reopened to cargo ships after repairs",
        "Share on Facebook\nRelated Articles\nYour email address will not be published.\n\
         We use cookies to improve your experience. Accept all cookies\nAdvertisement\n\
         © 2024 Westport Courier. All rights reserved.",
    );
    for (line, category) in [
        ("Home > News", Category::Breadcrumb),
        ("Share on", Category::Share),
        ("Related Art", Category::RelatedLinks),
        ("Your email", Category::CommentForm),
        ("We use cookies", Category::CookieNotice),
        ("Advertisement", Category::Advert),
        ("© 2024", Category::LegalFooter),
    ] {
        assert_eq!(category_of(&text, line), Some(category), "{line}");
    }
    assert_eq!(category_of(&text, "Harbour of Westport reopened"), None);
    assert_eq!(category_of(&text, "Engineers replaced"), None);
}

#[test]
fn german_french_spanish_and_japanese_furniture_is_known() {
    for (line, category) in [
        ("Das könnte Sie auch interessieren", Category::RelatedLinks),
        ("Laisser un commentaire", Category::CommentForm),
        ("Compartir en Facebook", Category::Share),
        ("関連記事", Category::RelatedLinks),
        ("广告", Category::Advert),
    ] {
        assert_eq!(category_of(&article("", line), line), Some(category), "{line}");
    }
}

#[test]
fn a_page_that_is_only_furniture_is_only_noise() {
    let text = "Home\nNews\nSport\nSign in\nSubscribe\nMost read\nShare on Facebook\n\
                Share on Twitter\nPrivacy policy\nTerms of use\nContact us\n\
                © 2024 Westport Courier. All rights reserved.\n";
    let kept = text.lines().filter(|line| category_of(text, line).is_none()).count();
    assert!(kept <= 2, "{kept} lines kept");
}

#[test]
fn an_end_mark_is_noise_and_its_line_is_not() {
    let text = article("", "Ships will pay no fee until May. (End)");
    let found = find(&text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].span.slice(&text), "(End)");
    assert_eq!(found[0].category, Category::EndMarker);
}

#[test]
fn blank_lines_change_nothing() {
    let text = article("Home > News > Coast", "Share on Facebook\nRelated Articles");
    let spaced = text.replace('\n', "\n\n");
    let lines = |text: &str| -> Vec<String> {
        noise_in(text)
            .iter()
            .flat_map(|span| span.lines().filter(|line| !line.is_empty()))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(lines(&text), lines(&spaced));
}

#[test]
fn the_users_patterns_go_before_the_built_in_rules() {
    let text = article("", "Share on Facebook\nThe lighthouse column appears every Friday.");
    let rules = Rules {
        matches: vec![Pattern::new("^The lighthouse column").unwrap()],
        keeps: vec![Pattern::new("Facebook$").unwrap()],
    };
    let found = noise::find(&Document::from_text(&text, MediaType::Plain), &rules);
    let found: Vec<(&str, &str)> =
        found.iter().map(|found| (found.span.slice(&text), found.rule.as_str())).collect();
    assert_eq!(found, [("The lighthouse column appears every Friday.", "pattern")]);
}

#[test]
fn hostile_texts_are_read_without_harm() {
    let long = "word and another word, ".repeat(230_000);
    let nuls = "\0\n\0\0\nHome\0\n";
    let wide = "（完）\n）\n（\n（完）（完）\n\u{feff}\u{200b}\n";
    for text in ["", "\n", "\r\n\r\n", "(End)", "(", &long, nuls, wide] {
        find(text);
    }
    assert_eq!(noise_in(&long), Vec::<&str>::new());
}

proptest! {
    #[test]
    fn spans_ascend_apart_from_each_other_on_character_boundaries(
        text in r"(?s)([ -~]{0,60}|\PC{0,30}|\(End\)|Share on Facebook|2024-01-31|\n){0,60}"
    ) {
        let found = find(&text);
        for found in &found {
            prop_assert!(text.get(found.span.range()).is_some_and(|span| !span.trim().is_empty()));
            prop_assert!(found.first_line <= found.last_line);
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
    }
}
