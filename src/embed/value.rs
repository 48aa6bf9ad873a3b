//! Writes what serde describes as JavaScript values: the same description that tells its JSON, so that the two cannot
//! drift apart. It knows what a decision is made of: texts, small numbers, truths, lists, records, and nothing.

use std::fmt;

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use serde::ser::{self, Impossible, SerializeSeq, SerializeStruct, Serializer};
use wasm_bindgen::JsValue;

/// The JavaScript value of something; `null` where there is nothing.
///
/// # Errors
/// [`Unknown`] if it is made of anything else than a decision is.
pub(super) fn value(of: &impl Serialize) -> Result<JsValue, Unknown> {
    of.serialize(Writer)
}

/// A kind of value that no decision is made of.
#[derive(Debug)]
pub(super) struct Unknown;

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the decision has no object form")
    }
}

impl std::error::Error for Unknown {}

impl ser::Error for Unknown {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Writer;

/// A list being written.
struct List(Array);

/// A record being written.
struct Record(Object);

impl SerializeSeq for List {
    type Ok = JsValue;
    type Error = Unknown;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, item: &T) -> Result<(), Unknown> {
        self.0.push(&item.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Unknown> {
        Ok(self.0.into())
    }
}

impl SerializeStruct for Record {
    type Ok = JsValue;
    type Error = Unknown;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, item: &T) -> Result<(), Unknown> {
        // A plain object takes any property.
        let _set = Reflect::set(&self.0, &key.into(), &item.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Unknown> {
        Ok(self.0.into())
    }
}

/// The kinds of value that serde knows beside.
macro_rules! unknown {
    ($($name:ident($($type:ty),*);)*) => {
        $(fn $name(self $(, _: $type)*) -> Result<JsValue, Unknown> {
            Err(Unknown)
        })*
    };
}

impl Serializer for Writer {
    type Ok = JsValue;
    type Error = Unknown;
    type SerializeSeq = List;
    type SerializeStruct = Record;
    type SerializeTuple = Impossible<JsValue, Unknown>;
    type SerializeTupleStruct = Impossible<JsValue, Unknown>;
    type SerializeTupleVariant = Impossible<JsValue, Unknown>;
    type SerializeMap = Impossible<JsValue, Unknown>;
    type SerializeStructVariant = Impossible<JsValue, Unknown>;

    fn serialize_str(self, text: &str) -> Result<JsValue, Unknown> {
        Ok(text.into())
    }

    fn serialize_u16(self, number: u16) -> Result<JsValue, Unknown> {
        Ok(number.into())
    }

    fn serialize_bool(self, truth: bool) -> Result<JsValue, Unknown> {
        Ok(truth.into())
    }

    fn serialize_none(self) -> Result<JsValue, Unknown> {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, item: &T) -> Result<JsValue, Unknown> {
        item.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, Unknown> {
        Ok(List(Array::new()))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Record, Unknown> {
        Ok(Record(Object::new()))
    }

    unknown! {
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_bytes(&[u8]);
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, _: &T) -> Result<JsValue, Unknown> {
        Err(Unknown)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<JsValue, Unknown> {
        Err(Unknown)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unknown> {
        Err(Unknown)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Unknown> {
        Err(Unknown)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unknown> {
        Err(Unknown)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unknown> {
        Err(Unknown)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unknown> {
        Err(Unknown)
    }
}
