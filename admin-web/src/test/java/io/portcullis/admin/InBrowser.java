package io.portcullis.admin;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests that look at a page of a console in a real browser, and at what the browser complains of. */
abstract class InBrowser {

    private static Chromium chromium;

    final List<String> complaints = new ArrayList<>();
    TestConsole console;
    BrowserContext context;
    Page page;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
        if (console != null) {
            console.close();
        }
    }

    /** @param path of the page, from the server's root on */
    final void open(TestConsole served, Browser.NewContextOptions options, String path) {
        console = served;
        context = chromium.newContext(options.setViewportSize(1_400, 900));
        context.setDefaultTimeout(15_000);
        page = watched(context.newPage());
        page.navigate(console.url() + path);
    }

    /** That the server refuses what was asked wrongly is no complaint. */
    final Page watched(Page opened) {
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 400")) {
                complaints.add(message.text());
            }
        });
        opened.onPageError(complaints::add);
        return opened;
    }

    final void photograph(String name) {
        Chromium.photograph(page, name);
    }
}
