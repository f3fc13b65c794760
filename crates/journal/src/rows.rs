//! The journal's tables as types of `SeaORM`: one struct a table, the fields in the order of the migration, which says
//! what each is.

/// Tables as entities: `pk` marks the primary key. The store makes its own with it.
#[macro_export]
macro_rules! entities {
    ($($table:literal $module:ident { $($(#[$mark:ident])? $field:ident: $ty:ty),+ $(,)? })+) => {$(
        pub mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $($(#[sea_orm(primary_key, auto_increment = false)] #[doc = stringify!($mark)])? pub $field: $ty,)+
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    )+};
}

entities! {
    "journal" journal {
        #[pk] id: i64, stream: String, stream_version: i64, at_us: i64, actor: String, kind: String, plain: String,
        parts: Vec<u8>, prev_hash: Vec<u8>, hash: Vec<u8>,
    }
    "chain_head" chain_head { #[pk] id: i64, entry: i64, hash: Vec<u8> }
    "request_token" request_token { #[pk] actor: String, #[pk] token: String, at_us: i64, result: String }
    "mark" mark { #[pk] name: String, entry: i64 }
    "counter" counter { #[pk] name: String, last: i64 }
    "data_key" data_key {
        #[pk] id: i64, subject: String, wrapped: Vec<u8>, master_key: String, made_us: i64, destroyed_us: Option<i64>,
    }
}
