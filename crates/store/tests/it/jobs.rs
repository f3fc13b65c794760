//! What the store keeps of jobs, as sentences about behaviour, on both databases.
use kernel::id::EntryId;

use crate::support::{after, now, on_both};

#[test]
fn work_is_asked_for_once_taken_by_one_and_tried_again_when_it_failed_or_was_abandoned() {
    on_both(async |site| {
        for _ in 0..2 {
            site.store.enqueue(EntryId(7), "print", now()).await.expect("asked for");
        }
        let (one, two) = tokio::join!(site.store.take_job(now()), site.store.take_job(now()));
        let mut taken: Vec<_> = [one, two].into_iter().filter_map(|job| job.expect("asked")).collect();
        assert_eq!(taken.len(), 1);
        let job = taken.remove(0);
        assert_eq!((job.entry, job.kind.as_str(), job.attempts), (EntryId(7), "print", 0));
        site.store.job_failed(&job, "no font", after(60)).await.expect("noted");
        assert_eq!(site.store.take_job(after(59)).await.expect("asked"), None);
        let job = site.store.take_job(after(60)).await.expect("asked").expect("due");
        assert_eq!(job.attempts, 1);
        let failing = site.store.failing_jobs().await.expect("read");
        assert_eq!(failing.iter().map(|own| own.error.as_str()).collect::<Vec<_>>(), ["no font"]);
        assert_eq!(site.store.count_failing_jobs().await.expect("counted"), 1);
        let again = site.store.take_job(after(60 + 601)).await.expect("asked").expect("abandoned");
        site.store.job_done(&again).await.expect("noted");
        assert_eq!(site.store.count_failing_jobs().await.expect("counted"), 0);
        assert_eq!(site.store.take_job(after(100_000)).await.expect("asked"), None);
    });
}
