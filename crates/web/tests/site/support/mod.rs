//! A site with its people, and browsers that visit it.

mod browser;
mod page;

use actions::testing::World;
use axum::Router;
use store::testing::TestDb;
use web::Settings;

pub(crate) use browser::Browser;
pub(crate) use page::Page;

/// A world behind the router.
pub(crate) struct Site {
    pub(crate) world: World,
    router: Router,
}

impl Site {
    pub(crate) async fn new(t: TestDb) -> Site {
        Site::with(t, Settings::default()).await
    }

    pub(crate) async fn with(t: TestDb, settings: Settings) -> Site {
        Site::of(World::new(t).await, settings)
    }

    /// The site of a world.
    pub(crate) fn of(world: World, settings: Settings) -> Site {
        let router = web::router(world.app.clone(), settings);
        Site { world, router }
    }

    /// The router itself, to be served.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// A browser that nobody has used.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which somebody of the world has signed in.
    pub(crate) async fn signed_in(&self, who: &str) -> Browser {
        let mut browser = self.browser();
        let page = browser.signs_in(who).await;
        assert_eq!(page.status, 303, "{who} signs in: {}", page.text());
        browser
    }

    /// The same in a browser that is theirs for a month.
    pub(crate) async fn at_home(&self, who: &str) -> Browser {
        let mut browser = self.browser();
        let device = self.world.person(who).own_tab().device.expect("a device");
        browser.cookies.insert("preau-device".to_owned(), device);
        assert_eq!(browser.signs_in(who).await.status, 303, "{who} signs in");
        browser
    }

    /// Identity of somebody or something, as it stands in addresses.
    pub(crate) fn id(&self, key: &str) -> String {
        self.world.uuid(key).simple().to_string()
    }
}
