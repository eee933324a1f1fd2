//! Documents that try to act on whoever reads about them.
