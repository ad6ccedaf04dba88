//! How the system asks a program to stop.

/// Ends when a person or the system asks the program to stop: Ctrl+C, and on Unix SIGTERM.
/// Listened for from the moment this is called, so that nothing is missed before the first poll.
/// Where a signal cannot be listened for, the system's own way of stopping stays in force.
///
/// Called inside a Tokio runtime.
pub fn asked_to_stop() -> impl Future<Output = ()> + Send {
    #[cfg(unix)]
    let mut signals = {
        use tokio::signal::unix::{SignalKind, signal};
        [SignalKind::interrupt(), SignalKind::terminate()].map(|kind| signal(kind).ok())
    };
    tracing::debug!("listening for signals");
    async move {
        #[cfg(unix)]
        {
            let [interrupt, terminate] = &mut signals;
            tokio::select! {
                Some(()) = next_of(interrupt) => {}
                Some(()) = next_of(terminate) => {}
                else => std::future::pending().await,
            }
        }
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
async fn next_of(signal: &mut Option<tokio::signal::unix::Signal>) -> Option<()> {
    match signal {
        Some(signal) => signal.recv().await,
        None => None,
    }
}
