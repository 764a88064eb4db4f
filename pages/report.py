from pages.parts.frame import Frame
import streamlit as st
def show(frame: Frame) -> None:
    st.title("report")
