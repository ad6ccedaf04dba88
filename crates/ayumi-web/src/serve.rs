//! Serving: on which address, until when.

use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use ayumi_app::App;
use tokio::net::TcpListener;

use crate::door::Door;
use crate::router::router_at;

/// How long open requests may take after the server was asked to stop.
const GRACE: Duration = Duration::from_secs(9);

/// Why pages are not served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be read or resolved.
    #[error("{0:?} is no address with a port, such as 127.0.0.1:8017")]
    Address(String),
    /// Other machines could reach it, and nobody said under which address.
    #[error("{0} can be reached from other machines; say under which address people reach it")]
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

/// An address, open for whoever serves on it: of this machine only, unless the door says under
/// which address people reach it.
///
/// # Errors
/// See [`ServeError`].
pub async fn listen(address: &str, door: &Door) -> Result<TcpListener, ServeError> {
    let address = may_serve(address, door)?;
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
    (listener, door): (TcpListener, Door),
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
    let service = router_at(app, door).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(until);
    tokio::select! {
        ended = serving.into_future() => ended.map_err(ServeError::Serve),
        () = async {
            let _ = stopped.wait_for(|stop| *stop).await;
            tokio::time::sleep(GRACE).await;
        } => Ok(()),
    }
}

/// The address, if only this machine can reach it, or the door says under which address people
/// do.
///
/// # Errors
/// [`ServeError::Address`] or [`ServeError::NotLoopback`].
pub fn may_serve(address: &str, door: &Door) -> Result<SocketAddr, ServeError> {
    let mut found = address
        .to_socket_addrs()
        .map_err(|_| ServeError::Address(address.to_owned()))?;
    let first = found
        .next()
        .ok_or_else(|| ServeError::Address(address.to_owned()))?;
    match std::iter::once(first)
        .chain(found)
        .find(|one| !one.ip().is_loopback() && door.origin.is_none())
    {
        Some(outside) => Err(ServeError::NotLoopback(outside)),
        None => Ok(first),
    }
}

#[cfg(test)]
mod tests {
    use super::{Door, ServeError, may_serve};

    fn check(address: &str, served: bool) {
        let alone = may_serve(address, &Door::default());
        assert_eq!(alone.is_ok(), served, "{address}");
    }

    #[test]
    fn only_this_machine_unless_an_address_is_said() {
        check("127.0.0.1:8017", true);
        check("[::1]:0", true);
        check("127.9.9.9:1", true);
        check("0.0.0.0:8017", false);
        check("[::]:8017", false);
        check("192.0.2.1:80", false);
        check("127.0.0.1", false);
        check("", false);
        let refused = may_serve("0.0.0.0:1", &Door::default());
        assert!(matches!(refused, Err(ServeError::NotLoopback(_))));
        let door = Door {
            origin: Some("https://ayumi.example.jp".parse().unwrap()),
            outside: true,
            ..Door::default()
        };
        assert!(may_serve("0.0.0.0:8017", &door).is_ok());
    }
}
