//! Serving: on which address, until when.

use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use ayumi_app::App;
use tokio::net::TcpListener;

use crate::router::router;

/// How long open requests may take after the server was asked to stop.
const GRACE: Duration = Duration::from_secs(9);

/// Why pages are not served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be read or resolved.
    #[error("{0:?} is no address with a port, such as 127.0.0.1:8017")]
    Address(String),
    /// Other machines could reach it, and there are no accounts yet.
    #[error(
        "{0} can be reached from other machines; until there are accounts Ayumi serves \
         only 127.0.0.1 and [::1]"
    )]
    NotLoopback(SocketAddr),
    /// The address is taken, or may not be used.
    #[error("listening on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The system's reason.
        #[source]
        source: std::io::Error,
    },
    /// The connection loop ended.
    #[error("serving")]
    Serve(#[source] std::io::Error),
}

/// An address of this machine only, open for whoever serves on it.
///
/// # Errors
/// See [`ServeError`].
pub async fn listen(address: &str) -> Result<TcpListener, ServeError> {
    let address = loopback(address)?;
    TcpListener::bind(address)
        .await
        .map_err(|source| ServeError::Listen { address, source })
}

/// Serves until the process is asked to stop; `bound` is told the address from which moment on
/// signals are heard.
///
/// # Errors
/// See [`ServeError`].
pub async fn serve(
    app: App,
    listener: TcpListener,
    bound: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let address = listener.local_addr().map_err(ServeError::Serve)?;
    let stopping = ayumi_platform::signal::asked_to_stop();
    bound(address);
    let (stop, mut stopped) = tokio::sync::watch::channel(false);
    let until = async move {
        stopping.await;
        let _ = stop.send(true);
    };
    let serving = axum::serve(listener, router(app)).with_graceful_shutdown(until);
    tokio::select! {
        ended = serving.into_future() => ended.map_err(ServeError::Serve),
        () = async {
            let _ = stopped.wait_for(|stop| *stop).await;
            tokio::time::sleep(GRACE).await;
        } => Ok(()),
    }
}

/// The address, if only this machine can reach it.
///
/// # Errors
/// [`ServeError::Address`] or [`ServeError::NotLoopback`].
pub fn loopback(address: &str) -> Result<SocketAddr, ServeError> {
    let mut found = address
        .to_socket_addrs()
        .map_err(|_| ServeError::Address(address.to_owned()))?;
    let first = found
        .next()
        .ok_or_else(|| ServeError::Address(address.to_owned()))?;
    match std::iter::once(first)
        .chain(found)
        .find(|one| !one.ip().is_loopback())
    {
        Some(outside) => Err(ServeError::NotLoopback(outside)),
        None => Ok(first),
    }
}

#[cfg(test)]
mod tests {
    use super::{ServeError, loopback};

    fn check(address: &str, served: bool) {
        assert_eq!(loopback(address).is_ok(), served, "{address}");
    }

    #[test]
    fn only_this_machine() {
        check("127.0.0.1:8017", true);
        check("[::1]:0", true);
        check("127.9.9.9:1", true);
        check("0.0.0.0:8017", false);
        check("[::]:8017", false);
        check("192.0.2.1:80", false);
        check("127.0.0.1", false);
        check("", false);
        let refused = loopback("0.0.0.0:1");
        assert!(matches!(refused, Err(ServeError::NotLoopback(_))));
    }
}
